"""How names are called where people read them, on the invented town."""

import pytest

from juso_core.citation import Citation
from juso_core.municipality.labels import label, local_term
from juso_core.municipality.structure import Service, Structure
from juso_core.municipality.words import Function

CITE = (Citation("plan", "1"),)


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        ("fukushi", "福祉課", "福祉課"),
        ("juso-kaigi", "重層的支援会議", "重層的支援会議"),
        ("form-1-1", "相談受付・申込票", "相談受付・申込票"),
        ("district", "圏域", "圏域"),
        ("consulted", "相談件数", "相談件数"),
        ("csw", "社協 まちのコーディネーター", "社協 まちのコーディネーター"),
        ("promoter", "相談支援包括化推進員", "integration promoter"),
        ("window-hardship", "くらしの窓口", "くらしの窓口"),
        ("mac", "多機関協働（福祉課・社協地域福祉係）", "multi-agency collaboration (福祉課, 社協地域福祉係)"),
        ("before-consent", "before-consent", "before-consent"),
        ("@municipality", "例示市", "例示市"),
        ("function:outreach", "アウトリーチ等の実施主体", "operator of outreach"),
        ("function:nothing", "function:nothing", "function:nothing"),
        ("@nobody", "@nobody", "@nobody"),
        ("nobody", "nobody", "nobody"),
    ],
)
def test_what_people_read_for_a_name(town, name, ja, en):
    assert (label(town, name, "ja"), label(town, name, "en")) == (ja, en)


def test_a_service_without_agencies_reads_as_its_function():
    window = Service(id="w", cite=CITE, function=Function.COMPREHENSIVE_CONSULTATION)
    structure = Structure(code="999997", name="例示市", service=(window,))
    assert label(structure, "w", "ja") == "包括的相談支援"


def test_local_terms(town):
    assert local_term(town, "community_base", "ja") == "まるごとステーション"
    assert local_term(town, "community_base", "en") == "community base (まるごとステーション)"
    assert local_term(town, "support_plan", "ja") == "支援プラン"
    assert local_term(town, "support_plan", "en") == "support plan"
    with pytest.raises(KeyError):
        local_term(town, "nothing", "ja")
