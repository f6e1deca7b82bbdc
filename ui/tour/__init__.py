"""A walk past every page as a sample resident meets it: pictures, and what is wrong with them (`kiosk tour`).

stations.py   which pages there are, and how to get to each: one entry a page or state of a page
driver.py     leads the screen there by events of the session, over the real core and a machine that stands still
walk.py       looks at every station in one look, or in all of them, and writes the pictures and `index.json`
"""
