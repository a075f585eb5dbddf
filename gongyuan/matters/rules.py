"""The code by which a worker follows what was asked of the union: pure functions."""

#: Crockford's alphabet: no letter that is read as a digit or another letter.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # pragma: allowlist secret
RANDOM_LENGTH = 6


def tracking_code(region_code: str, *, year: int, random_part: str) -> str:
    """The code a worker follows the matter by: place, year, random part (法律援助法 第五十五条).

    4104-26-0Q7K9X. Refuses (ValueError) a random part too short to be safe from guessing.
    """
    if len(random_part) < RANDOM_LENGTH or not set(random_part) <= set(CODE_ALPHABET):
        raise ValueError("the random part of a tracking code is too weak")
    return f"{region_code[:4] or '0000'}-{year % 100:02d}-{random_part}"
