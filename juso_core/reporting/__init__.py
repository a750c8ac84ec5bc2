"""What is counted, by which stated rule: indicators, their periods, and the report as text, JSON and CSV."""
