"""caps.py - what stands in the window that shows the keys: its lines, and how what stands on the keys is pressed

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

# Of the window, and of GTK's search in it.
HEADINGS = ("Replies", "People", "Calendar", "Words of the Search", "General", "Shortcuts", "Search Results", "No Results Found", "Try a different search")
# What stands on a key, and what it is called where keys are pressed.
CAPS = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", "⏎": "Return", "Return": "Return", "Enter": "Return", "Delete": "Delete", "←": "Left", "→": "Right", "↑": "Up", "↓": "Down",
        "Left": "Left", "Right": "Right", "Up": "Up", "Down": "Down", "Home": "Home", "␣": "space", "Space": "space", "?": "question", ",": "comma"}


def press_of(cap):
    """How a cap is pressed; None: it is none."""
    if cap in CAPS:
        return CAPS[cap]
    return cap.lower() if re.fullmatch(r"[A-Z0-9]", cap) else cap if re.fullmatch(r"F\d+", cap) else None


def read_lines(labels):
    """From the labels in their order: title → its keys, each as it is pressed, or the words that it shows."""
    lines, chord, chords, last = {}, [], [], None
    for text in labels:
        press = press_of(text)
        if press is not None:
            chord.append(press)
        elif text == "/":
            chords.append("+".join(chord))
            chord = []
        elif text in ("+", *HEADINGS):
            continue
        elif re.match(r"[a-z]+:", text):
            lines[last] = text.split(", ")
        else:
            lines[text] = chords + (["+".join(chord)] if chord else [])
            chord, chords, last = [], [], text
    return lines
