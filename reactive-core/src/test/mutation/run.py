#!/usr/bin/env python3
"""Takes out the safeguards of safeguards.txt one by one, and reports which of them the simulated world misses.

Usage, in the root directory:

    python3 reactive-core/src/test/mutation/run.py [--time SECONDS] [--tests] [NUMBER ...]

Safeguards of reactive-zmtp run in the worlds of the simulated wire. With --tests, the unit tests of the module run for
each safeguard that the simulation misses.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
MODULE = HERE.parents[2]
ROOT = MODULE.parent
SOURCES = MODULE / "src/main/java"
WIRE = ROOT / "reactive-zmtp"
INTERNAL = "io/reactivezmq/internal/"


def safeguards():
    """Yields the number, name, file, original and replacement of each safeguard. Files of the wire begin with zmtp/."""
    text = (HERE / "safeguards.txt").read_text()
    pattern = r"^== ([^\n]+)\n([^\n]+)\n<<<<\n(.*?)\n====\n(.*?)>>>>$"
    for number, found in enumerate(re.finditer(pattern, text, re.S | re.M)):
        name, file, original, replacement = found.groups()
        source = WIRE / "src/main/java/io/reactivezmq" / file if file.startswith("zmtp/") else SOURCES / INTERNAL / file
        yield number, name, source, original, replacement.rstrip("\n")


def class_path(given, module):
    """Compiles a module and returns the class path of its tests."""
    if given:
        return given
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        command = ["./mvnw", "-q", "-o", "-Pfast", "test-compile", "dependency:build-classpath", "-pl", module, "-am",
                   "-Dmdep.outputFile=" + file.name]
        subprocess.run(command, cwd=ROOT, check=True)
        return pathlib.Path(file.name).read_text().strip()


def simulate(program, changed, classes, libraries, seconds):
    """Runs the simulation with changed classes. Returns the finding, or null."""
    # The first compiler of the JVM is enough: what counts is the number of worlds in the first seconds.
    command = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsim.shrink=PT0S", "-cp", f"{changed}:{classes}:{libraries}",
               "io.reactivezmq.sim." + program, f"PT{seconds}S"]
    begin = time.monotonic()
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 120)
        output = run.stdout + run.stderr
    except subprocess.TimeoutExpired:
        return "a world does not end", "", time.monotonic() - begin
    took = time.monotonic() - begin
    failed = re.search(r"(?:Violation|AssertionError): (.*)", output)
    if not failed:
        if "worlds and" not in output:
            return "the simulation ends: " + output.strip()[-100:], "", took
        return None
    seed = re.search(r"sim\.seed=(\d+)", output)
    return failed.group(1), seed.group(1) if seed else "", took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--time", type=int, default=60, help="seconds for each safeguard")
    parser.add_argument("--classes", default=None, help="directories with the compiled classes, main and test")
    parser.add_argument("--libraries", default=None, help="the class path of the dependencies")
    parser.add_argument("--tests", action="store_true", help="run the unit tests for those that are missed")
    parser.add_argument("numbers", nargs="*", type=int)
    options = parser.parse_args()
    core = f"{MODULE}/target/fast/test-classes:{MODULE}/target/fast/classes"
    wire = f"{WIRE}/target/fast/test-classes:{WIRE}/target/fast/classes"
    paths = {}
    print("| | safeguard | found by | seed | s |\n|---|---|---|---|---|")
    for number, name, file, original, replacement in safeguards():
        if options.numbers and number not in options.numbers:
            continue
        module = "reactive-zmtp" if WIRE in file.parents else "reactive-core"
        program = "WireSimulate" if module == "reactive-zmtp" else "Simulate"
        if module not in paths:
            paths[module] = class_path(options.libraries, module)
        libraries = paths[module]
        classes = options.classes or (core if module == "reactive-core" else f"{wire}:{core}")
        source = file.read_text()
        if original not in source:
            print(f"| {number} | {name} | the safeguard is not in {file.name} | | |", flush=True)
            continue
        with tempfile.TemporaryDirectory() as directory:
            changed = pathlib.Path(directory)
            java = changed / file.name
            java.write_text(source.replace(original, replacement, 1))
            compiled = subprocess.run(
                ["javac", "-nowarn", "-proc:none", "-Xlint:none", "-d", directory, "-cp", f"{classes}:{libraries}", java],
                capture_output=True, text=True)
            if compiled.returncode:
                print(f"| {number} | {name} | does not compile: {compiled.stderr.splitlines()[0]} | | |", flush=True)
                continue
            finding = simulate(program, directory, classes, libraries, options.time)
        if finding:
            what, seed, took = finding
            print(f"| {number} | {name} | {what[:60]} | {seed} | {took:.0f} |", flush=True)
        else:
            others = unit_tests(module, file, original, replacement) if options.tests else "not by the simulation"
            print(f"| {number} | {name} | {others} | | |", flush=True)


def unit_tests(module, file, original, replacement):
    """Runs the unit tests in a copy of the project. Returns the tests that fail."""
    with tempfile.TemporaryDirectory() as directory:
        copy = pathlib.Path(directory) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("target"))
        java = copy / file.relative_to(ROOT)
        java.write_text(java.read_text().replace(original, replacement, 1))
        run = subprocess.run(["./mvnw", "-q", "-o", "-Pfast", "test", "-pl", module, "-am",
                              "-Dsim.time=PT1S", "-Dsim.wire.time=PT1S"],
                             cwd=copy, capture_output=True, text=True)
        failed = sorted(set(re.findall(r"(?:ERROR|FAILURE)\S*\s+(\w+Test)[.\s]", run.stdout)))
        return "other tests: " + ", ".join(failed[:3]) if failed else "none"


if __name__ == "__main__":
    sys.exit(main())
