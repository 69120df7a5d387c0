using System.Reflection;
using System.Reflection.Emit;

namespace GrokBench.EndToEnd.Layering;

/// <summary>
/// The types of its own assembly that a type names: its base, interfaces, attributes, constraints, fields and signatures, and whatever its method bodies touch. Constants are inlined
/// by the compiler and do not count.
/// </summary>
internal static class ReferencedTypes
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static HashSet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        IEnumerable<Type?> named =
        [
            type.BaseType, .. type.GetInterfaces(), .. Attributes(type), .. type.GetGenericArguments().Where(argument => argument.IsGenericParameter).SelectMany(Constraints),
            .. type.GetFields(All).SelectMany(field => Attributes(field).Append(field.FieldType)),
            .. type.GetProperties(All).SelectMany(Attributes),
            .. type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(InMethod),
        ];
        foreach (var one in named) Add(one, type.Assembly, found);
        return found;
    }

    private static IEnumerable<Type?> InMethod(MethodBase method)
    {
        foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        foreach (var attribute in Attributes(method)) yield return attribute;
        if (method is MethodInfo { ReturnType: var returned }) yield return returned;
        if (method.IsGenericMethodDefinition)
        {
            foreach (var constraint in method.GetGenericArguments().SelectMany(Constraints)) yield return constraint;
        }

        if (method.GetMethodBody() is not { } body) yield break;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)) yield return clause.CatchType;
        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            Type[] ofType = method.DeclaringType!.GetGenericArguments(), ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
            var member = method.Module.ResolveMember(token, ofType, ofMethod);
            yield return member as Type ?? member?.DeclaringType;
            if (member is FieldInfo field) yield return field.FieldType;
            if (member is MethodInfo called)
            {
                yield return called.ReturnType;
                foreach (var argument in called.IsGenericMethod ? called.GetGenericArguments() : []) yield return argument;
            }

            if (member is MethodBase callee)
            {
                foreach (var parameter in callee.GetParameters()) yield return parameter.ParameterType;
            }
        }
    }

    /// <summary>The operands of a body's instructions that stand for a type or a member.</summary>
    private static IEnumerable<int> Tokens(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == 0xFE ? Codes[(short)(0xFE00 | body[at + 1])] : Codes[body[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(body, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Constraints(Type parameter) => parameter.GetGenericParameterConstraints();

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);

    private static void Add(Type? type, Assembly assembly, HashSet<Type> found)
    {
        if (type is null || type.IsGenericParameter) return;
        if (type.HasElementType)
        {
            Add(type.GetElementType(), assembly, found);
            return;
        }

        foreach (var argument in type.GenericTypeArguments) Add(argument, assembly, found);
        if (type.Assembly == assembly) found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
