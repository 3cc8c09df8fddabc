"""A result together with the steps that led to it, because a village asks why."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")
Step = TypeVar("Step")


@dataclass(frozen=True, slots=True)
class Explained(Generic[Result, Step]):
    """What came out, and how, in the order in which it is told."""

    result: Result
    steps: tuple[Step, ...]
