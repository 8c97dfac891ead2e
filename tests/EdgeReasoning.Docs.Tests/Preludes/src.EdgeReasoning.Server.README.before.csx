using EdgeReasoning.Server;
