"""A plugin for Quipu: tags the names of vessels that a text introduces by a word such as "vessel".

Quipu runs it with --manifest once, to learn what it is, and then without arguments: it reads one
JSON object a line from standard input and answers each with one JSON object a line. Needs nothing
but Python's standard library.
"""

import json
import re
import sys

MANIFEST = {
    "name": "tag-ships",
    "summary": "Finds the names of vessels that a word such as “vessel” introduces.",
    "provides": "ships",
    "settings": [
        {"name": "minimum", "help": "The fewest letters a name has.",
         "type": "integer", "default": 3, "least": 1, "greatest": 40},
    ],
    "examples": [
        {"text": "The fishing vessel ⟦Santa Aurora⟧ was boarded off the coast.",
         "language": "en", "reads": ["SANTA AURORA"]},
        {"text": "The vessel was boarded.", "language": "en", "reads": []},
    ],
}

NAME = r"[“\"']?((?:[A-Z]\w*)(?: [A-Z]\w*)*)"
INTRODUCED = {
    "en": re.compile(r"\b(?:vessel|trawler|ship|boat)s? " + NAME),
    "es": re.compile(r"\b(?:buque|barco|pesquero|embarcación) " + NAME),
}


def mentions(document, settings):
    pattern = INTRODUCED.get(document["language"])
    text = document["text"]
    for match in pattern.finditer(text) if pattern else ():
        name = match.group(1)
        if len(name) < settings["minimum"]:
            continue
        # Offsets count bytes of UTF-8, not characters.
        start = len(text[:match.start(1)].encode())
        yield {"start": start, "end": start + len(name.encode()), "value": {"code": name.upper()}}


def main():
    if sys.argv[1:] == ["--manifest"]:
        print(json.dumps(MANIFEST))
        return
    settings = {}
    for line in sys.stdin.buffer:
        request = json.loads(line)
        answer = {"id": request["id"]}
        if "open" in request:
            settings = request["open"]["settings"]
        else:
            answer["mentions"] = list(mentions(request["document"], settings))
        # Without the flush the answer stays in a buffer, and Quipu waits for it in vain.
        print(json.dumps(answer), flush=True)


main()
