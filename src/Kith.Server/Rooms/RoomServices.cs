using Kith.Rooms;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>What rooms need: one log and one set of followers for each node.</summary>
internal static class RoomServices
{
    public static void AddRooms(this IServiceCollection services, Database database, TimeProvider time)
    {
        services.AddSingleton(_ => new Bell(database));
        services.AddSingleton(all => new RoomLog(database, time, all.GetRequiredService<Bell>()));
        services.AddSingleton(all => all.GetRequiredService<Present>().People).AddSingleton<RoomRenderer>().AddSingleton<RoomEvents>().AddSingleton<StreamLimit>().AddSingleton<Speakers>();
        services.AddSingleton<EventEncoder>(all => all.GetRequiredService<RoomEvents>().Encode);
        services.AddSingleton(all =>
        {
            var followers = new Followers(database, time, all.GetRequiredService<Bell>(), all.GetRequiredService<EventEncoder>());
            all.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(followers.Stop);
            return followers;
        });
    }
}
