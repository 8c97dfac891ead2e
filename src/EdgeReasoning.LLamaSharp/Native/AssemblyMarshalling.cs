using System.Runtime.CompilerServices;

// Every struct and argument that crosses to native code is blittable; the compiler refuses those that are not.
[assembly: DisableRuntimeMarshalling]
