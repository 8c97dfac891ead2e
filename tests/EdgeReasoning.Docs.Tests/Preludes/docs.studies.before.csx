IProgress<StudyProgress> progress = null;
File.WriteAllLines("gsm8k.jsonl", Enumerable.Range(0, 3).Select(i => $$"""{"question": "Gus has {{i}} coins. Gus finds 3. How many?", "answer": "{{i}}+3={{i + 3}}\n#### {{i + 3}}"}"""));
