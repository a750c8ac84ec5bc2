"""What every municipality must hold."""

from juso_core.quality.kit import conformance

TestConformance = conformance("juso_good", at_least="proven")
