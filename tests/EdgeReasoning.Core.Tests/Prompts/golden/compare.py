"""Says where @huggingface/jinja and Jinja itself differ: adds to each such row of the golden files what jinja2 3.1 gives.

Chat templates are written for jinja2 as transformers sets it up, so where the two differ the tests follow jinja2. The
environment is the one of transformers' utils/chat_template_utils.py: trim_blocks, lstrip_blocks, loop controls, the
`generation` tag, a tojson without HTML escapes. Unlike there it is not immutable: lists may be appended to.
"""
import datetime
import json
import pathlib

import jinja2
import jinja2.ext
import jinja2.sandbox

DATA = pathlib.Path(__file__).parent.parent / "Data"
NOW = datetime.datetime(2026, 3, 5, 9, 7, 3)


class Generation(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        next(parser.stream)
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return body


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


environment = jinja2.sandbox.SandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols])
environment.filters["tojson"] = tojson
environment.globals["raise_exception"] = raise_exception
environment.globals["strftime_now"] = NOW.strftime


def render(template, variables):
    try:
        return {"text": environment.from_string(template).render(**variables)}
    except Exception:  # Whatever it is, the template was refused.
        return {"error": True}


def annotate(path, to_input):
    rows = json.loads(path.read_text(encoding="utf8"))
    for row in rows:
        row.pop("jinja2", None)
        here = render(*to_input(row))
        if here != {key: row[key] for key in ("text", "error") if key in row}:
            row["jinja2"] = here
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text("[\n" + lines + "\n]\n", encoding="utf8", newline="\n")
    print(f"{path.name}: {sum('jinja2' in row for row in rows)} of {len(rows)} rows differ (jinja2 {jinja2.__version__})")


def conversation_input(row):
    messages = [{**m, "thinking": m["reasoning_content"]} if "reasoning_content" in m else m for m in row["messages"]]
    given = {"messages": messages, "add_generation_prompt": row["add_generation_prompt"], "bos_token": "<bos>",
             "eos_token": "<eos>", **row["variables"]}
    if "enable_thinking" in row:
        given["enable_thinking"] = row["enable_thinking"]
    return (DATA / "templates" / f"{row['family']}.jinja").read_text(encoding="utf8"), given


if __name__ == "__main__":
    case_variables = json.loads((DATA / "cases.variables.json").read_text(encoding="utf8"))
    annotate(DATA / "cases.golden.json", lambda row: (row["template"], json.loads(json.dumps(case_variables))))
    annotate(DATA / "templates.golden.json", conversation_input)
