package io.meshee.chaos.clock;

import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Has Mesh, the data grid and the harness's application read {@link SteppedClock} where they would read the system's. */
final class ClockReaders implements ClassFileTransformer {

    private static final List<String> PACKAGES = List.of("io/meshee/", "com/hazelcast/");
    private static final String CLOCK = "io/meshee/chaos/clock/SteppedClock";

    /** Class and method of what reads the clock; each has one of that name and type in {@link SteppedClock}. */
    private static final Map<String, String> READS =
            Map.of("java/lang/System", "currentTimeMillis", "java/time/Instant", "now", "java/time/Clock", "systemUTC");

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (loader == null || name == null || PACKAGES.stream().noneMatch(name::startsWith) || !names(classFile)) {
            return null;
        }
        var changed = changed(classFile);
        if (changed != null) {
            System.out.println("STEPPED " + name);
        }
        return changed;
    }

    /** The class with what it reads replaced; {@code null} if it reads none of it. */
    static byte[] changed(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0); // no frame changes: what is called takes and gives the same
        var change = new Change(writer);
        reader.accept(change, 0);
        return change.made ? writer.toByteArray() : null;
    }

    /** Whether the class has such names at all: most have not, and need no further look. */
    private static boolean names(byte[] classFile) {
        var text = new String(classFile, StandardCharsets.ISO_8859_1);
        return READS.entrySet().stream()
                .anyMatch(read -> text.contains(read.getKey()) && text.contains(read.getValue()));
    }

    private static final class Change extends ClassVisitor {

        private boolean made;

        Change(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
                @Override
                public void visitMethodInsn(
                        int code, String owner, String called, String itsType, boolean isInterface) {
                    boolean reads =
                            code == Opcodes.INVOKESTATIC && called.equals(READS.get(owner)) && itsType.startsWith("()");
                    made |= reads;
                    super.visitMethodInsn(code, reads ? CLOCK : owner, called, itsType, isInterface);
                }
            };
        }
    }
}
