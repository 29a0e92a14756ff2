"""Everything a reader can do; web, apis and cli come in here and nowhere else; one module per verb."""
