#!/usr/bin/env python3
"""includes.py BUILD - a forbidden include does not compile, an allowed one does

For each room, probe files are compiled with exactly the flags of that room (compile_commands.json): one for each
room that it may not use, which must fail for want of the header, and one for itself and each room that
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
    "gsk/": "gtk", "adwaita": "adwaita", "pango": "gtk", "openssl/": "crypto", "ldap": "ldap", "yaml": "yaml",
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


def check_allowed(build, flags, room, headers):
    """One header is enough: another may need a library that this room does not know."""
    said = ""
    for header in headers:
        good, said = compiles(build, flags, [header])
        if good:
            return []
    return [f"{room}: may include {headers[-1]}, but: {said}"]


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
    headers = {room: sorted(p.name for p in (tree.ROOT / "src" / room).glob("*.h")) for room in rooms}
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for room in flags:
            for other in rooms:
                if not headers[other]:
                    continue
                if other in (room, *rooms[room][0]):
                    jobs.append(pool.submit(check_allowed, build, flags[room], room, headers[other]))
                else:
                    jobs.append(pool.submit(check_forbidden, build, flags[room], room, headers[other][0]))
    problems = [problem for job in jobs for problem in job.result()]
    tree.finish(problems + list(check_libraries(rooms)), len(jobs))


main(pathlib.Path(sys.argv[1]).resolve())
