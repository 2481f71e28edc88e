"""Boxes of a page: where a word stands for who reads it, and where it is seen on the page as it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from the top left corner of a page, downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def turned(self, quarters: int, width: float = 1, height: float = 1) -> "Box":
        """Where it stands once the page, of this size, is turned so many quarters clockwise."""
        box = self
        for _ in range(quarters % 4):
            box = Box(height - box.bottom, box.left, height - box.top, box.right)
            width, height = height, width
        return box

    def within(self, width: float, height: float) -> "Box":
        """The same in parts of a page of this size."""
        return Box(self.left / width, self.top / height, self.right / width, self.bottom / height)

    def joined(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Box(left, top, max(self.right, other.right), max(self.bottom, other.bottom))

    def part(self, start: float, end: float) -> "Box":
        """What lies between two shares of its width."""
        width = self.right - self.left
        return Box(self.left + start * width, self.top, self.left + end * width, self.bottom)
