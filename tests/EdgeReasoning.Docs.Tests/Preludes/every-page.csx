// What every page may use without saying so: the namespaces of a console project and of the packages that an app has.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Pareto;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Reporting;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using EdgeReasoning.Studies;
using EdgeReasoning.Traces;
using NUnit.Framework;

string question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";
CancellationToken cancellationToken = default;
