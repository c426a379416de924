# two
print("two")
