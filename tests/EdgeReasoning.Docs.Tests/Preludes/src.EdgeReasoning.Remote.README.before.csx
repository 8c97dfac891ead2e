using EdgeReasoning.Remote;
