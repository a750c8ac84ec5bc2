"""Documents that are made from a municipality's facts: first plain values, then the formats that people open."""
