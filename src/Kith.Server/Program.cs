using Kith.Server.Commands;

return await Root.Run(args);
