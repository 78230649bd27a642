"""Faults in collating and in applying the editor's choices."""

from collections.abc import Callable
from dataclasses import replace

from book.model import Collation, Reading, Row, Variant
from tests.proof.altering import at_place, without
from tests.proof.fault import Place, StageFault

COLLATING = "book.pipeline.witnesses.collate"
CHOOSING = "book.pipeline.witnesses.apply_choices"
PLACES = ("I ¶1", "IV ¶2")


def _in_row(alter: Callable[[Row], Row]) -> Callable[[Collation, Place], Collation]:
    return lambda collation, place: replace(
        collation, rows=at_place(collation.rows, PLACES[place], alter)
    )


def _in_variant(alter: Callable[[Variant], Variant]) -> Callable[[Collation, Place], Collation]:
    def alter_row(row: Row) -> Row:
        return replace(row, variants=(alter(row.variants[0]), *row.variants[1:]))

    return _in_row(alter_row)


def _without_row(collation: Collation, place: Place) -> Collation:
    rows = without(collation.rows, lambda row: str(row.place) == PLACES[place])
    return replace(collation, rows=rows)


def _with_reading(variant: Variant, alter: Callable[[Reading], Reading]) -> Variant:
    return replace(variant, readings=tuple(map(alter, variant.readings)))


def _of_another_witness(reading: Reading) -> Reading:
    return replace(reading, sigla=("A",))


def _altered(reading: Reading) -> Reading:
    return replace(reading, text=f"{reading.text}s")


def _without_choice(collation: Collation, place: Place) -> Collation:
    """Return a collation that says that nothing was chosen at one of the places."""
    chosen = ("II ¶1", "IV ¶1")[place]

    def alter(row: Row) -> Row:
        variants = tuple(replace(each, chosen=False, reason="") for each in row.variants)
        return replace(row, variants=variants)

    return replace(collation, rows=at_place(collation.rows, chosen, alter))


FAULTS = (
    StageFault(
        "a row dropped",
        COLLATING,
        _without_row,
        ("townsend.md:7: collation lost", "townsend.md:39: collation lost"),
    ),
    StageFault(
        "a variant dropped",
        COLLATING,
        _in_row(lambda row: replace(row, variants=row.variants[1:])),
        (
            "B at I ¶1: it should have “bunches",
            "B at IV ¶2: it should have “sleep",
        ),
    ),
    StageFault(
        "a reading altered",
        COLLATING,
        _in_variant(lambda variant: _with_reading(variant, _altered)),
        ("B at I ¶1.*“bunches.*“bunchess", "B at IV ¶2.*“sleep.*“sleeps"),
    ),
    StageFault(
        "a reading given to another witness",
        COLLATING,
        _in_variant(lambda variant: _with_reading(variant, _of_another_witness)),
        ("witness [AB] at I ¶1", "witness [AB] at IV ¶2"),
    ),
    StageFault(
        "a lemma altered",
        COLLATING,
        _in_variant(lambda variant: replace(variant, lemma=f"{variant.lemma}s")),
        ("lemma “clusterss” at I ¶1", "lemma “beds” at IV ¶2"),
    ),
    StageFault(
        "a printed word altered",
        COLLATING,
        lambda collation, place: replace(
            collation,
            rows=at_place(
                collation.rows,
                PLACES[place],
                lambda row: replace(
                    row,
                    text=row.text.replace("tricks", "treats").replace("derision", "decision"),
                ),
            ),
        ),
        (
            "A at I ¶1: it should have “tricks",
            "A at IV ¶2: it should have “derision",
        ),
    ),
    StageFault(
        "a choice that is not stated",
        CHOOSING,
        _without_choice,
        ("edition.toml:82: the choice of “almost” at II ¶1", "edition.toml:88.*“cold” at IV ¶1"),
    ),
)
