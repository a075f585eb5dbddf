"""Reading the inputs out of a printed sum: `3500/21.75*5*2` is a wage, a divisor, days, a rate."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Term:
    """One addend: its sign, plain factors and divisors in order, sums in brackets."""

    sign: int = 1
    factors: list[Decimal] = field(default_factory=list)
    divisors: list[Decimal] = field(default_factory=list)
    sums: list[list["Term"]] = field(default_factory=list)

    @property
    def value(self) -> Decimal:
        product = Decimal(self.sign)
        for factor in self.factors:
            product *= factor
        for divisor in self.divisors:
            product /= divisor
        for inner in self.sums:
            product *= total(inner)
        return product

    @property
    def is_plain(self) -> bool:
        """A number that stands alone, perhaps divided: 6200, 7000/2."""
        return len(self.factors) == 1 and not self.sums


def total(terms: list[Term]) -> Decimal:
    return sum((term.value for term in terms), Decimal(0))


def terms_of(formula: str) -> list[Term]:
    """The addends of a formula of numbers, + - * / and brackets; refuses anything else."""
    return list(_addends(ast.parse(formula, mode="eval").body, formula, 1))


def _addends(node: ast.expr, text: str, sign: int) -> Iterator[Term]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield from _addends(node.left, text, sign)
        yield from _addends(node.right, text, -sign if isinstance(node.op, ast.Sub) else sign)
        return
    term = Term(sign=sign)
    _multiply(node, text, term, is_divided=False)
    yield term


def _multiply(node: ast.expr, text: str, term: Term, *, is_divided: bool) -> None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        if is_divided:
            raise ValueError(f"a product under a line: {text}")
        _multiply(node.left, text, term, is_divided=False)
        _multiply(node.right, text, term, is_divided=isinstance(node.op, ast.Div))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and not is_divided:
        term.sums.append(list(_addends(node, text, 1)))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        number = Decimal(ast.get_source_segment(text, node) or "")
        (term.divisors if is_divided else term.factors).append(number)
    else:
        raise ValueError(f"not read: {text}")
