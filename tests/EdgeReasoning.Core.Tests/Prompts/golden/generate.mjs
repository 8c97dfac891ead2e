// Renders the golden outputs of the chat template tests with @huggingface/jinja:
//
//   npm ci && npm run generate && python3 compare.py
//
// Reads cases.json and conversations.json beside this file and ../Data/templates/*.jinja; writes ../Data/cases.golden.json and
// ../Data/templates.golden.json. A text is what was rendered, an error is that it was refused: messages are not compared.
// The Template class sets trim_blocks and lstrip_blocks itself (src/index.ts of the package), as transformers does.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

// The clock behind strftime_now stands still, and has the names of months of one language.
process.env.TZ = "UTC";
process.env.LC_ALL = "en_US.UTF-8";
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor() {
    super(2026, 2, 5, 9, 7, 3);
  }
};
const { Template } = await import("@huggingface/jinja");

const here = (path) => new URL(path, import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(here(path), "utf8"));

function render(template, variables) {
  try {
    return { text: new Template(template).render(structuredClone(variables)) };
  } catch {
    return { error: true };
  }
}

function write(path, rows) {
  writeFileSync(here(path), "[\n" + rows.map((row) => "  " + JSON.stringify(row)).join(",\n") + "\n]\n");
  console.log(`${path}: ${rows.length} rows, ${rows.filter((row) => row.error).length} refused`);
}

const { variables, groups } = readJson("cases.json");
writeFileSync(here("../Data/cases.variables.json"), JSON.stringify(variables, null, 2) + "\n");
write("../Data/cases.golden.json", Object.entries(groups).flatMap(([group, templates]) =>
  templates.map((template) => ({ group, template, ...render(template, variables) }))));

const conversations = readJson("conversations.json");
const names = readdirSync(here("../Data/templates/")).filter((name) => name.endsWith(".jinja")).sort();
write("../Data/templates.golden.json", names.flatMap((file) => {
  const source = readFileSync(here("../Data/templates/" + file), "utf8");
  return conversations.map(({ name, messages, add_generation_prompt = true, enable_thinking, variables: more = {} }) => {
    // Thinking goes by two names, as the library passes it: gpt-oss reads the second.
    const turns = messages.map((m) => ("reasoning_content" in m ? { ...m, thinking: m.reasoning_content } : m));
    const given = { messages: turns, add_generation_prompt, bos_token: "<bos>", eos_token: "<eos>", ...more };
    if (enable_thinking !== undefined) given.enable_thinking = enable_thinking;
    return { family: file.replace(".jinja", ""), conversation: name, messages, add_generation_prompt, enable_thinking, variables: more, ...render(source, given) };
  });
}));
