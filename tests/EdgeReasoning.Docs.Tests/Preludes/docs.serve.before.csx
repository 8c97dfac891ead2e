using System.ClientModel;
using EdgeReasoning.Server;
using Microsoft.AspNetCore.Builder;
using OpenAI;
using OpenAI.Chat;

string[] args = [];
string key = "secret";
