"""Every message has its Japanese, and the compiled catalog is that of the source."""

from juso_core.language.catalog import main


def test_the_catalog_is_complete_and_compiled(capsys) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err
