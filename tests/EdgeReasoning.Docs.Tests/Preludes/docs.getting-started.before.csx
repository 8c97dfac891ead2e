using EdgeReasoning.Prompts;

string path = TinyModels.ReasonerSmall;
var shown = new System.Text.StringBuilder();
ReasoningResult done = null;
void ShowThinking(string text) => shown.Append(text);
void ShowAnswer(string text) => shown.Append(text);
void Done(ReasoningResult result) => done = result;
