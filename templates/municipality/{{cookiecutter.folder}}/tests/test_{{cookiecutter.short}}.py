"""Whether {{ cookiecutter.name_in_python }}'s plugin holds what every municipality's must; add tests of its own beside this one."""

from juso_core.quality.kit import conformance

TestConformance = conformance("{{ cookiecutter.package }}")
