using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

internal sealed unsafe class PanelsTests
{
    /// <summary>A packed matrix times the identity is the matrix, whatever path its columns were packed by.</summary>
    [Test]
    public void Pack_AnySizeAndOrientation_KeepsEveryElement([Values] bool transposed)
    {
        for (var rows = 1; rows <= 35; rows++)
        {
            for (var columns = 1; columns <= 35; columns += 3)
            {
                Check<float>(rows, columns, transposed, i => i);
                Check<double>(rows, columns, transposed, i => i);
            }
        }
    }

    private static void Check<T>(int rows, int columns, bool transposed, Func<int, T> number)
        where T : unmanaged
    {
        using var blocks = new NativeBlocks<T>();
        var (sourceRows, sourceColumns) = transposed ? (columns, rows) : (rows, columns);
        T* source = blocks.Allocate(sourceRows * sourceColumns);
        for (var i = 0; i < sourceRows * sourceColumns; i++) source[i] = number(i + 1);
        var panels = new Panels<T>(blocks, rows, columns);
        panels.Pack(source, sourceColumns, transposed);

        var stride = panels.Vectors * System.Runtime.Intrinsics.Vector512<T>.Count;
        T* identity = blocks.Allocate(rows * rows), result = blocks.Allocate((long)rows * stride);
        for (var i = 0; i < rows; i++) identity[i * (rows + 1)] = number(1);
        MatrixProduct<T>.Multiply(identity, rows, 1, panels, result, stride, rows, Start.Zero);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < stride; j++)
            {
                var expected = j >= columns ? number(0) : transposed ? source[(j * sourceColumns) + i] : source[(i * sourceColumns) + j];
                Assert.That(result[(i * stride) + j], Is.EqualTo(expected), $"{rows}x{columns} at {i}, {j}");
            }
        }
    }
}
