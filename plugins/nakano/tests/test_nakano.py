"""What every municipality must hold, and the level that this one is to keep; what is particular here stands beside."""

from juso_core.quality.kit import conformance

TestConformance = conformance("juso_nakano", at_least="proven")
