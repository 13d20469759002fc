"""The letters that the net distinguishes. ำ is two of them, placed around its tone, as in src/vision/card/ctc.ts."""
import re

LETTERS = (
    [chr(c) for c in range(0x0E01, 0x0E2F)] + list("ะัาิีึืุูเแโใไๅ็่้๊๋์ํๆฯ") + list("0123456789./-(), ")
)  # fmt: skip
# Output 0 is the blank.
NUMBER = {letter: i + 1 for i, letter in enumerate(LETTERS)}


def as_printed(text):
    """The text in the order in which the net sees the characters: ํ before its tone, า after it."""
    return re.sub("([\u0e48-\u0e4b]?)ำ", "\u0e4d\\1า", text)


def encode(text):
    return [NUMBER[character] for character in as_printed(text)]


def decode(numbers):
    """The text of the best path: without repeats and blanks."""
    out, last = [], 0
    for number in numbers:
        if number not in (0, last):
            out.append(LETTERS[number - 1])
        last = number
    return re.sub("\u0e4d([\u0e48-\u0e4b]?)า", "\\1ำ", "".join(out))
