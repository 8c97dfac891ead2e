using EdgeReasoning.Pareto;
using EdgeReasoning.Reporting;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Notebooks;

[NonParallelizable]
public sealed class NotebookKernelTests
{
    [Test]
    public void Display_ChartOfAFrontier_IsAnImage()
    {
        var frontier = new ParetoFrontier<(double X, double Y)>(Objective.Minimize<(double X, double Y)>("x", p => p.X), Objective.Minimize<(double X, double Y)>("y", p => p.Y));
        frontier.AddRange([(1, 2), (2, 1)]);
        NotebookKernel.Take();
        NotebookKernel.display(new FrontierChart<(double X, double Y)>(frontier.Snapshot()));
        NotebookOutput output = NotebookKernel.Take().Single();
        Assert.That(output.MimeType, Is.EqualTo("text/html"));
        Assert.That(output.Content, Does.StartWith("<svg"));
    }

    [Test]
    public void Display_ChartOfAStudyAsVegaLite_HasItsPoints()
    {
        Study study = ExampleStudy.Create();
        NotebookKernel.Take();
        NotebookKernel.display(Report.Charts(study)[0], VegaLiteChart.MimeType);
        Assert.That(VegaLiteChart.Points(NotebookKernel.Take().Single().Content), Is.EqualTo(study.Results.Count));
    }
}
