Console.WriteLine("InferenceCost");
