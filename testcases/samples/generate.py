#!/usr/bin/env python3
"""Writes the data of the sample packages anew: always the same bytes."""
from fractions import Fraction
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent


def write(package, case, text, answer):
    path = HERE / package / "data" / case
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".in").write_text(text, encoding="ascii")
    path.with_suffix(".ans").write_text(answer, encoding="ascii")


def sum_case(case, numbers):
    write("sum", case, f"{len(numbers)}\n{' '.join(map(str, numbers))}\n", f"{sum(numbers)}\n")


def largest_case(case, numbers):
    write("largest", case, f"{len(numbers)}\n{' '.join(map(str, numbers))}\n", f"{max(numbers)}\n")


def mean_case(case, measurements):
    lines = [str(len(measurements)), *measurements]
    mean = sum(map(Fraction, measurements)) / len(measurements)
    write("mean", case, "\n".join(lines) + "\n", f"{float(mean):.9f}\n")


def frame_case(case, lines):
    width = max(map(len, lines))
    edge = f"+{'-' * (width + 2)}+"
    framed = [edge, *(f"| {line:<{width}} |" for line in lines), edge]
    write("frame", case, "\n".join([str(len(lines)), *lines]) + "\n", "\n".join(framed) + "\n")


def words(random, limit):
    line = ""
    while True:
        word = "".join(random.choices("abcdefgNOPQRS", k=random.randint(1, 9)))
        longer = line + " " * random.choice([0, 1, 1, 1, 2]) + word
        if len(longer) > limit:
            return line
        line = longer


def main():
    random = Random(20)
    sum_case("sample/1", [1, 2, 3])
    sum_case("sample/2", [4, -4, 4, 4])
    sum_case("secret/01-zero", [0])
    sum_case("secret/02-beyond-32-bits", [10**9] * 5)
    sum_case("secret/03-large", [random.randint(-(10**9), 10**9) for _ in range(2000)])

    mean_case("sample/1", ["1", "2", "3", "5"])
    mean_case("secret/01-one", ["0.125"])
    mean_case("secret/02-equal", ["9999999.5"] * 900)
    mean_case("secret/03-large", [f"{random.uniform(0, 1e7):.4f}" for _ in range(2000)])

    frame_case("sample/1", ["Gavel", "  judges."])
    frame_case("secret/01-empty", [""])
    frame_case("secret/02-spaces", ["  in front", "behind  ", "", "be  tween", " Upper lower"])
    frame_case("secret/03-large", [words(random, random.randint(10, 80)) for _ in range(200)])

    largest_case("sample/1", [3, 1, 4, 1, 5])
    largest_case("secret/01-one", [7])
    largest_case("secret/02-negative", [-5, -3, -9])
    largest_case("secret/03-hundred", [(i * 7919) % 1009 for i in range(100)])


main()
