"""Reading the syntax of a template: only fields, loops over lists and conditions are allowed."""

from dataclasses import dataclass, field

from jinja2 import nodes

from gongyuan.core.documents.fields import Field

#: What a loop tells of itself.
LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length"})
_PLAIN = (
    nodes.Output,
    nodes.Template,
    nodes.TemplateData,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.If,
)
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Call: "调用（括号）",
    nodes.Filter: "过滤器（竖线）",
    nodes.Getitem: "下标（方括号）",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Macro: "macro",
    nodes.Assign: "set",
    nodes.Block: "block",
    nodes.Test: "is 判断",
    nodes.Mul: "乘法",
    nodes.Pow: "乘方",
    nodes.Add: "加法",
}


@dataclass
class Reading:
    """What was found in a template: the fields it names, names unknown, and what is forbidden."""

    fields: tuple[Field, ...]
    names: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def find(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    def refuse(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def read_syntax(node: nodes.Node, reading: Reading, loops: dict[str, Field] | None = None) -> None:
    """Note in `reading` what this part of a template names, and whatever it may not hold."""
    loops = loops or {}
    if isinstance(node, nodes.For):
        _read_loop(node, reading, loops)
    elif isinstance(node, nodes.Getattr):
        _read_column(node, reading, loops)
    elif isinstance(node, nodes.Name):
        _read_name(node.name, reading, loops)
    elif isinstance(node, _PLAIN):
        for child in node.iter_child_nodes():
            _refuse_printed_list(node, child, reading)
            read_syntax(child, reading, loops)
    else:
        word = _WORDS.get(type(node), f"{type(node).__name__} 这种写法")
        reading.refuse(f"模板里只能写字段、循环和判断，不能用{word}。")


def _read_loop(node: nodes.For, reading: Reading, loops: dict[str, Field]) -> None:
    listed, target = node.iter, node.target
    if loops:
        reading.refuse("循环里面不能再套循环。")
        return
    if node.recursive or not isinstance(listed, nodes.Name) or not isinstance(target, nodes.Name):
        reading.refuse("循环只能写成“for row in 字段名”。")
        return
    found = reading.find(listed.name)
    if found is None:
        reading.unknown.add(listed.name)
        return
    if not found.is_list:
        reading.refuse(f"“{listed.name}”只有一个值，不能循环。")
        return
    reading.names.add(found.name)
    inside = {target.name: found}
    for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
        read_syntax(child, reading, inside)


def _read_column(node: nodes.Getattr, reading: Reading, loops: dict[str, Field]) -> None:
    owner = node.node
    if not isinstance(owner, nodes.Name):
        reading.refuse("模板里只能写字段、循环和判断，不能连着写两个点。")
        return
    written = f"{owner.name}.{node.attr}"
    if owner.name == "loop" and loops:
        known: set[str] | frozenset[str] = LOOP_NAMES
    elif owner.name in loops:
        known = {column.name for column in loops[owner.name].columns}
    else:
        known = set()
    if node.attr not in known:
        reading.unknown.add(written)


def _read_name(name: str, reading: Reading, loops: dict[str, Field]) -> None:
    if name in loops:
        column = loops[name].columns[0].name
        reading.refuse(f"“{name}”是一整行，要写明是哪一列，如 {name}.{column}。")
        return
    if reading.find(name) is None:
        reading.unknown.add(name)
    else:
        reading.names.add(name)


def _refuse_printed_list(node: nodes.Node, child: nodes.Node, reading: Reading) -> None:
    """A list printed as it is would show its insides."""
    if isinstance(node, nodes.Output) and isinstance(child, nodes.Name):
        found = reading.find(child.name)
        if found is not None and found.is_list:
            reading.refuse(f"“{child.name}”有好几行，要用循环：{found.written}。")
