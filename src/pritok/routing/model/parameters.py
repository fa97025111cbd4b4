"""A trained model as plain data: JSON with a hash, checked on the way in. Nothing in it can run."""

import hashlib
from math import isfinite

import msgspec
import numpy as np

from pritok.routing.model.arrays import Floats, sums
from pritok.routing.model.cases import Vocabulary
from pritok.routing.model.fitting import Fit
from pritok.routing.model.snapshot import FACTORS, MEASURES
from pritok.routing.model.tables import Columns, Shape, Table

FORMAT = 1
_DIGITS = 6


class BadModel(ValueError):
    """The stored model is not what was stored, or not a model of this version."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns in order: their effects on the logit, posterior sd, and the deals behind each."""

    effects: list[float]
    sds: list[float]
    deals: list[int]


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a prediction needs. `people[i]` owns `personal[i]`; variances say how far effects spread."""

    format: int
    factors: list[str]
    crossed: list[bool]
    measures: list[str]
    people: list[int]
    levels: list[list[str]]
    common: Part
    personal: list[Part]
    common_variances: list[float]
    personal_variances: list[float]
    deals: int
    won: int

    @classmethod
    def of(cls, vocabulary: Vocabulary, table: Table, found: Fit) -> "Model":
        columns = Columns.of(table, vocabulary.shape)
        common, personal = _counts(columns, vocabulary.shape)
        return cls(
            format=FORMAT,
            factors=[factor.name for factor in FACTORS],
            crossed=[factor.is_crossed for factor in FACTORS],
            measures=list(MEASURES),
            people=list(vocabulary.people),
            levels=[list(levels) for levels in vocabulary.levels],
            common=_part(found.effects.common, found.uncertainty.common, common),
            personal=[
                _part(effects, spread, deals)
                for effects, spread, deals in zip(
                    found.effects.personal, found.uncertainty.personal, personal, strict=True
                )
            ],
            common_variances=_plain(found.common_variances),
            personal_variances=_plain(found.personal_variances),
            deals=len(table),
            won=int(table.won.sum()),
        )

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(tuple(self.people), tuple(tuple(levels) for levels in self.levels))


def sealed(data: msgspec.Struct) -> tuple[bytes, str]:
    """Return the data as JSON and its hash."""
    text = msgspec.json.encode(data, order="deterministic")
    return text, hashlib.sha256(text).hexdigest()


def opened(text: bytes, digest: str) -> Model:
    """Return the model; BadModel when the hash, the schema or a number is wrong."""
    if hashlib.sha256(text).hexdigest() != digest:
        raise BadModel("The stored model does not match its hash.")
    try:
        model = msgspec.json.decode(text, type=Model)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadModel(f"The stored model cannot be read: {error}") from error
    must_be_sound(model)
    return model


def must_be_sound(model: Model) -> None:
    """Refuse a model whose parts do not fit together or hold what is no number."""
    if (model.format, model.factors) != (FORMAT, [factor.name for factor in FACTORS]):
        raise BadModel("The stored model is of another version.")
    if len(model.levels) != len(FACTORS) or len(model.personal) != len(model.people):
        raise BadModel("The stored model lacks a part.")
    shape = model.vocabulary.shape
    sizes = [(model.common, shape.common), *((part, shape.personal) for part in model.personal)]
    for part, size in sizes:
        if not len(part.effects) == len(part.sds) == len(part.deals) == size:
            raise BadModel("The stored model lacks columns.")
        if not all(map(isfinite, [*part.effects, *part.sds])):
            raise BadModel("The stored model holds what is no number.")


def _part(effects: Floats, variances: Floats, deals: Floats) -> Part:
    return Part(_plain(effects), _plain(np.sqrt(variances)), [int(count) for count in deals])


def _plain(values: Floats) -> list[float]:
    return [round(float(value), _DIGITS) for value in values]


def _counts(columns: Columns, shape: Shape) -> tuple[Floats, Floats]:
    """Return how many deals stand behind each column."""
    common = sums(columns.common, columns.common_values != 0, shape.common)
    index = columns.personal + columns.person[:, None] * shape.personal
    size = shape.people * shape.personal
    personal = sums(index, columns.personal_values != 0, size)
    return common, personal.reshape(shape.people, shape.personal)
