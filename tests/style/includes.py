#!/usr/bin/env python3
"""includes.py BUILD - a forbidden include does not compile, an allowed one does

For each room, probe files are compiled with exactly the flags of that room (compile_commands.json): one for each
room that it may not use, which must fail for want of the header, and one with a header of itself and of every room that
it may use, which must compile. Libraries that lie in the compiler's own folders cannot be kept out
this way: for those the #include lines are read.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import concurrent.futures
import json
import pathlib
import re
import shlex
import subprocess
import sys

import tree

LIBRARY_OF = {
    "curl/": "curl", "gssapi": "gssapi", "unicode/": "icu", "libxml/": "xml", "json-glib/": "json",
    "libsecret/": "secret", "libsoup/": "soup", "sqlite3": "sqlite", "gtk/": "gtk", "gdk": "gtk",
    "gsk/": "gtk", "adwaita": "adwaita", "pango": "gtk", "openssl/": "crypto", "ldap": "ldap",
}


def room_flags(build):
    """room -> the words of the compiler command of one of its files, without input and output."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = (build / entry["file"]).resolve()
        if tree.ROOT / "src" not in source.parents or tree.room_of(source) in (None, *flags):
            continue
        words = shlex.split(entry["command"])
        kept = []
        while words:
            word = words.pop(0)
            if word in ("-o", "-MF", "-MQ"):
                words.pop(0)
            elif word not in ("-MD", "-c", entry["file"]):
                kept.append(word)
        flags[tree.room_of(source)] = kept
    return flags


def compiles(build, flags, headers):
    probe = "".join(f'#include "{header}"\n' for header in headers)
    run = subprocess.run([*flags, "-fsyntax-only", "-x", "c", "-"], cwd=build, input=probe,
                         capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stderr


def libraries_of(header):
    """The libraries that a header needs, itself or through the headers that it includes."""
    text = header.read_text(encoding="utf-8")
    needed = {library for include in re.findall(r"#include\s*<([^>]+)>", text)
              for start, library in LIBRARY_OF.items() if include.startswith(start)}
    for include in re.findall(r'#include\s*"([^"]+)"', text):
        for inner in (tree.ROOT / "src").glob("*/" + include):
            needed |= libraries_of(inner)
    return needed


def header_for(other, libraries):
    """A header of the room other that needs no library but these; None when there is none."""
    for path in sorted((tree.ROOT / "src" / other).glob("*.h")):
        if libraries_of(path) <= set(libraries):
            return path.name
    return None


def check_allowed(build, flags, room, headers):
    good, said = compiles(build, flags, headers)
    return [] if good else [f"{room}: may include {', '.join(headers)}, but: {said}"]


def check_forbidden(build, flags, room, header):
    good, said = compiles(build, flags, [header])
    if good:
        return [f"{room}: includes {header}, which it may not"]
    if f"{header}: No such file" not in said:
        return [f"{room}: {header} is kept out by something else: {said}"]
    return []


def check_libraries(rooms):
    for path in tree.files(".c", ".h"):
        room = tree.room_of(path)
        if tree.name(path).startswith("tests/"):
            continue
        own = rooms[room][1] if room in rooms else []
        text = tree.without_comments(path.read_text(encoding="utf-8"))
        for include in re.findall(r"#include\s*<([^>]+)>", text):
            for start, library in LIBRARY_OF.items():
                if include.startswith(start) and library not in own:
                    yield f"{tree.name(path)}: <{include}>: {library} is not a library of this room"


def main(build):
    rooms = tree.rooms()
    flags = room_flags(build)
    header = {room: next((p.name for p in sorted((tree.ROOT / "src" / room).glob("*.h"))), None)
              for room in rooms}
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for room in flags:
            names = [header_for(r, rooms[room][1]) for r in [room, *rooms[room][0]] if r in flags]
            allowed = [name for name in names if name]
            jobs.append(pool.submit(check_allowed, build, flags[room], room, allowed))
            for other in rooms:
                if other not in (room, *rooms[room][0]) and header[other]:
                    jobs.append(pool.submit(check_forbidden, build, flags[room], room, header[other]))
    problems = [problem for job in jobs for problem in job.result()]
    tree.finish(problems + list(check_libraries(rooms)), len(jobs))


main(pathlib.Path(sys.argv[1]).resolve())
