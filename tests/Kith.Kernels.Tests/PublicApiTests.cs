using System.Reflection;
using System.Runtime.CompilerServices;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests;

public class PublicApiTests
{
    private static readonly NullabilityInfoContext Nulls = new();

    // Whoever builds on the kernels should see in a diff what a change asks of them.
    [Theory]
    [InlineData("Graphs")]
    [InlineData("Text")]
    public void The_public_api_is_the_approved_one(string folder) =>
        Approved.Equal($"{folder}Api", Text(typeof(Csr).Assembly.GetExportedTypes().Where(type => type.Namespace == $"Kith.Kernels.{folder}")));

    [Fact]
    public void A_difference_names_the_lines() =>
        Assert.Equal("- b\n+ c", Approved.Difference("a\nb", "a\nc"));

    private static string Text(IEnumerable<Type> types) =>
        string.Concat(types.OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type =>
            $"{KindOf(type)} {type.FullName}\n{string.Concat(Members(type).Order(StringComparer.Ordinal).Select(line => $"    {line}\n"))}\n"));

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class" : "class";

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Select(member => member switch
            {
                ConstructorInfo made => $"new({Parameters(made)})",
                PropertyInfo property => $"{Static(property.GetMethod)}{Name(property.PropertyType, Nulls.Create(property))} {property.Name} {{ {Accessors(property)} }}",
                FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
                MethodInfo { IsSpecialName: false } method => $"{Static(method)}{Name(method.ReturnType, Nulls.Create(method.ReturnParameter))} {method.Name}({Parameters(method)})",
                _ => "",
            })
            .Where(line => line.Length > 0);

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod is not { IsPublic: true } set ? "get;"
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "get; init;" : "get; set;";

    private static string Static(MethodBase? method) => method?.IsStatic == true ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType, Nulls.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")}"));

    private static string Name(Type type, NullabilityInfo? nulls = null)
    {
        var question = nulls?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        return (type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(argument)))}>"
            : type.Name) + question;
    }
}
