"""Places of the index that state the same fact differently: a figure, its qualifier, a level of government, a stage."""
