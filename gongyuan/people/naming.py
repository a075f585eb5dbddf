"""How a Chinese name sounds: for finding people and employers by letters."""

import os

#: Surnames that read otherwise than the same characters in a sentence, syllables parted by spaces.
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha",
    "尉": "wei", "任": "ren", "华": "hua", "朴": "piao", "盖": "ge", "缪": "miao",
    "翟": "zhai", "乐": "yue", "纪": "ji", "覃": "qin", "员": "yun", "种": "chong",
    "重": "chong", "秘": "bi", "折": "she", "繁": "po", "召": "shao", "黑": "he",
    "洗": "xian", "燕": "yan", "葛": "ge", "宁": "ning", "那": "na", "过": "guo",
    "谌": "chen", "车": "che", "叶": "ye", "牟": "mou", "令": "ling", "隗": "wei",
    "费": "fei", "石": "shi", "瞿": "qu", "祭": "zhai", "薄": "bo", "能": "nai",
    "行": "xing", "都": "du", "沈": "shen", "万": "wan", "占": "zhan", "乜": "nie",
    "尉迟": "yu chi", "长孙": "zhang sun", "万俟": "mo qi", "澹台": "tan tai",
    "单于": "chan yu", "令狐": "ling hu",
}  # fmt: skip
LONGEST_SURNAME = 2
PERSON_INITIALS, EMPLOYER_INITIALS = 20, 120
PERSON_PINYIN, EMPLOYER_PINYIN = 120, 400


def person_pinyin(name: str) -> tuple[str, str]:
    """Return reading and first letters of a person's name: 单志强 → "shan zhi qiang", "szq"."""
    syllables = _surname_first(name.strip())
    return " ".join(syllables)[:PERSON_PINYIN], _initials(syllables)[:PERSON_INITIALS]


def employer_pinyin(name: str) -> tuple[str, str]:
    """Return reading and first letters of an employer's name."""
    syllables = _syllables(name.strip())
    return " ".join(syllables)[:EMPLOYER_PINYIN], _initials(syllables)[:EMPLOYER_INITIALS]


def _surname_first(name: str) -> list[str]:
    for length in range(LONGEST_SURNAME, 0, -1):
        reading = SURNAME_READINGS.get(name[:length])
        if reading and len(name) > 1:
            return [*reading.split(), *_syllables(name[length:])]
    return _syllables(name)


def _syllables(text: str) -> list[str]:
    """Reading by words: the dictionary of phrases weighs 50 MB, so a process that registers
    nobody never opens it."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")  # it changes nothing, and weighs less
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def _initials(syllables: list[str]) -> str:
    return "".join(syllable[0].lower() for syllable in syllables if syllable.strip())
