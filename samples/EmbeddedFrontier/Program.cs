Console.WriteLine("EmbeddedFrontier");
