from mainstem.library.memory import Memory


def test_a_value_holds_for_its_version_alone() -> None:
    memory: Memory[str] = Memory(100)
    memory.put("a", 1, "kept", 1)
    assert memory.get("a", 1) == "kept"
    assert memory.get("a", 2) is None
    assert memory.get("b", 1) is None


def test_without_a_version_nothing_is_kept() -> None:
    memory: Memory[str] = Memory(100)
    memory.put("a", None, "kept", 1)
    assert memory.get("a", None) is None


def test_what_was_not_used_for_longest_goes_first() -> None:
    memory: Memory[str] = Memory(100)
    for name in "abcd":
        memory.put(name, 1, name, 25)
    memory.get("a", 1)
    memory.put("e", 1, "e", 25)
    assert [name for name in "abcde" if memory.get(name, 1)] == ["a", "c", "d", "e"]


def test_what_is_replaced_weighs_once_and_the_huge_is_not_kept() -> None:
    memory: Memory[str] = Memory(100)
    for _ in range(50):
        memory.put("a", 1, "x", 20)
    memory.put("b", 1, "x", 20)
    memory.put("huge", 1, "x", 80)
    assert memory.get("a", 1) == memory.get("b", 1) == "x"
    assert memory.get("huge", 1) is None
