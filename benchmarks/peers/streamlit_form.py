"""The form in Streamlit: `streamlit run streamlit_form.py`."""

from __future__ import annotations

import streamlit as st
from form import MODEL, options, questions, radar

st.set_page_config(layout="wide")
left, right = st.columns(2)
levels: dict[str, int] = {}
with left:
    for area in MODEL["areas"]:
        st.header(area["title"])
        for item in questions(area):
            choices = options(item)
            st.subheader(item["title"])
            st.write(item.get("summary", ""))
            chosen = st.radio(
                item["title"], list(choices), index=None, label_visibility="collapsed"
            )
            st.text_area("Evidence", key=item["id"], placeholder=item.get("evidence_prompt", ""))
            if chosen is not None:
                levels[item["id"]] = choices[chosen]
with right:
    st.markdown(f'<p class="peer-saved">{len(levels)} answered</p>', unsafe_allow_html=True)
    st.plotly_chart(radar(levels))
