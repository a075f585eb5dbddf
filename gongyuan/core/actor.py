"""What the kernel needs to know of whoever acts; `people` says who that can be."""

from typing import Protocol


class Actor(Protocol):
    @property
    def user_id(self) -> int | None: ...

    @property
    def post_id(self) -> int | None: ...

    @property
    def unit_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def office(self) -> str: ...

    @property
    def signature(self) -> str: ...

    @property
    def capabilities(self) -> frozenset[str]: ...
