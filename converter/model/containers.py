"""Which EDQM containers a term of containers counts: units of presentation (eHDSIQuantityUnit) and of packages.

Source: EDQM Standard Terms, units of presentation and containers (eHDSIQuantityUnit, eHDSIPackage 8.1.0). A unit is of
the containers whose term it is or ends, and of those that it is another common word for.
"""

PACKAGES: dict[str, str] = {
    "30001000": "ampoule",
    "30004000": "bag",
    "30006000": "barrel",
    "30007000": "blister",
    "13059000": "unit-dose blister",
    "30008000": "bottle",
    "30009000": "box",
    "30014000": "cartridge",
    "30018300": "dose-dispenser cartridge",
    "30015500": "container",
    "30020000": "dredging container",
    "30023000": "dropper container",
    "30024000": "gas cylinder",
    "30026500": "inhaler",
    "30032000": "jar",
    "30038000": "multidose container",
    "30039000": "multidose container with airless pump",
    "30039400": "multidose container with metering pump",
    "30039500": "multidose container with pump",
    "13142000": "pouch",
    "13063000": "pre-filled injector",
    "13074000": "pre-filled oral applicator",
    "13073000": "pre-filled oral syringe",
    "30050000": "pre-filled pen",
    "13114000": "pen",
    "30051000": "pre-filled syringe",
    "30029000": "injection syringe",
    "30052000": "pressurised container",
    "30053500": "roll-on container",
    "30054000": "sachet",
    "30057000": "single-dose container",
    "30060000": "spray container",
    "30064500": "straw",
    "30065000": "strip",
    "30066000": "tablet container",
    "13151000": "tablet tube",
    "30067000": "tube",
    "30069000": "vial",
    "13125000": "wrapper",
    "30016000": "cup",
}
"""Containers of eHDSIPackage, in lower case."""
KNOWN = frozenset(PACKAGES)
UNITS = frozenset(
    {
        *("ampoule", "bag", "barrel", "blister", "bottle", "cartridge", "container", "cup", "cylinder", "inhaler"),
        *("jar", "pen", "pouch", "sachet", "straw", "strip", "syringe", "tube", "vial"),
    }
)
"""Terms of eHDSIQuantityUnit that are containers."""
ALSO: dict[str, tuple[str, ...]] = {
    "inhaler": ("30052000",),
    "pen": ("13063000",),
    "sachet": ("13142000",),
    "pouch": ("30054000",),
    "strip": ("30007000", "13059000"),
    "blister": ("30065000",),
    "bottle": ("30023000", "30038000", "30039000", "30039400", "30039500", "30060000", "30066000", "30053500"),
    "jar": ("30066000",),
    "container": ("30038000", "30039000", "30039400", "30039500"),
}
"""Containers that go by another's unit: an inhaler is a pressurised container, a strip a blister."""


def container_codes(word: str) -> frozenset[str]:
    """The containers that a word counts; none where it is no term of containers.

    Args:
        word: in lower case, one or several.
    """
    for term in dict.fromkeys((word, word.removesuffix("es"), word.removesuffix("s"))):
        own = {c for c, t in PACKAGES.items() if t == term or (term in UNITS and t.endswith((f" {term}", f"-{term}")))}
        if own or term in UNITS:
            return frozenset((*own, *ALSO.get(term, ())))
    return frozenset()
