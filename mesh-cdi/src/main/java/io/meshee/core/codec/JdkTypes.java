package io.meshee.core.codec;

import java.util.Set;

/**
 * The JDK's value types, which every message may carry: data only. None of them calls code of another class while it
 * is read, other than {@code equals}, {@code hashCode} and {@code compareTo} of elements that were allowed themselves;
 * so no {@code java.net.URL}, no proxies, no {@code java.lang.invoke}, nothing of {@code javax}.
 */
final class JdkTypes {

    private static final Set<String> NAMES = Set.of(
            // java.lang
            "java.lang.Object",
            "java.lang.Class",
            "java.lang.Enum",
            "java.lang.Record",
            "java.lang.String",
            "java.lang.String$CaseInsensitiveComparator",
            "java.lang.StringBuilder",
            "java.lang.StringBuffer",
            "java.lang.Number",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            // throwables that application exceptions extend or carry
            "java.lang.Throwable",
            "java.lang.StackTraceElement",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.lang.ArithmeticException",
            "java.lang.ClassCastException",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.lang.IndexOutOfBoundsException",
            "java.lang.InterruptedException",
            "java.lang.NullPointerException",
            "java.lang.NumberFormatException",
            "java.lang.UnsupportedOperationException",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.util.NoSuchElementException",
            "java.util.concurrent.TimeoutException",
            // numbers, names, places
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.math.MathContext",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.util.BitSet",
            "java.util.Currency",
            "java.util.Date",
            "java.util.Locale",
            "java.util.UUID",
            // collections
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.PriorityQueue",
            "java.util.Properties",
            "java.util.Stack",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.Vector",
            "java.util.AbstractMap$SimpleEntry",
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            // the forms in which collections are written, and what those turn into when read
            "java.util.CollSer",
            "java.util.Arrays$ArrayList",
            "java.util.EnumSet$SerializationProxy",
            "java.util.JumboEnumSet",
            "java.util.RegularEnumSet",
            "java.util.Collections$CopiesList",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$ReverseComparator",
            "java.util.Collections$ReverseComparator2",
            "java.util.Collections$SetFromMap",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$SynchronizedCollection",
            "java.util.Collections$SynchronizedList",
            "java.util.Collections$SynchronizedMap",
            "java.util.Collections$SynchronizedRandomAccessList",
            "java.util.Collections$SynchronizedSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet",
            "java.util.Collections$UnmodifiableNavigableMap",
            "java.util.Collections$UnmodifiableNavigableSet",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Collections$UnmodifiableSortedMap",
            "java.util.Collections$UnmodifiableSortedSet",
            "java.util.concurrent.ConcurrentHashMap$Segment",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.ReentrantLock$Sync");

    /** Interfaces that stand for the collections above: their elements count, they themselves need nothing. */
    private static final Set<String> INTERFACES = Set.of(
            "java.lang.CharSequence",
            "java.lang.Iterable",
            "java.util.Collection",
            "java.util.Deque",
            "java.util.List",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.NavigableMap",
            "java.util.NavigableSet",
            "java.util.Queue",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.SortedSet",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentNavigableMap");

    /** What a handler or a contract method may wrap its reply in; only the reply travels. */
    private static final Set<String> WRAPPERS =
            Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

    private JdkTypes() {}

    /** Whether a class is data that any message may carry. Its name says so: only the JDK can define {@code java.*}. */
    static boolean isValue(Class<?> type) {
        String name = type.getName();
        return NAMES.contains(name)
                || name.startsWith("java.time.")
                || name.startsWith("java.util.ImmutableCollections$")
                || (name.startsWith("java.") && Enum.class.isAssignableFrom(type));
    }

    static boolean isContainer(Class<?> type) {
        return INTERFACES.contains(type.getName());
    }

    static boolean isWrapper(Class<?> type) {
        return WRAPPERS.contains(type.getName()) || type == Void.class;
    }
}
