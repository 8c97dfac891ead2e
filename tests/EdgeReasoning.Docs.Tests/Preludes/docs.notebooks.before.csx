using EdgeReasoning.Docs.Notebooks;
using EdgeReasoning.Testing;

ReportChart chart = Report.Charts(ExampleStudy.Create())[0];
