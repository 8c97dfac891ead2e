using EdgeReasoning.Remote;

string key = "secret";
