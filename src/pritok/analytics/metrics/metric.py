"""A figure as data: its titles, its one-sentence definition, its unit and which way is better."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["ru", "en"]
# Money is minor units inside, major units in answers; durations are seconds, working or not as the definition says.
Unit = Literal["deals", "share", "index", "money", "duration_s", "number", "time"]
Better = Literal["up", "down", "neither"]


@dataclass(frozen=True)
class Metric:
    """One figure of one report (or the report itself). `is_secret`: only for who may see costs."""

    key: str
    ru: str
    en: str
    ru_definition: str
    en_definition: str
    unit: Unit
    better: Better
    is_secret: bool = False

    def title(self, language: Language) -> str:
        return self.ru if language == "ru" else self.en

    def definition(self, language: Language) -> str:
        return self.ru_definition if language == "ru" else self.en_definition
