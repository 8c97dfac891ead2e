using EdgeReasoning.Extensions.AI;
using Microsoft.Extensions.AI;
