"""Records as producers write them, and what is right for each. The works are invented."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_kb.collection.catalogue import Catalogue, build_catalogue
from coprod_kb.importing.works.entries import Fill
from coprod_kb.importing.works.formats import read_records
from coprod_kb.importing.works.links import urls_of
from coprod_kb.importing.works.planning import Collection, plan_import
from coprod_kb.importing.works.record import Record
from tests.conftest import CO_PRODUCTION
from tests.importing.test_planning import TERMS, TODAY
from tests.importing.test_round_trips import WRITERS

# fmt: off
RECORDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    'pubmed pages split': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 23\nEP  - 7; discussion 28-9\nER  - \n', {'page': '23-27; discussion 28-29'}),
    'two ranges': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 375\nEP  - 345-364\nER  - \n', {'page': '375, 345-364'}),
    'roman': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - xii\nEP  - xv\nER  - \n', {'page': 'xii-xv'}),
    'elsevier e-pages': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 563\nEP  - 568.e1\nER  - \n', {'page': '563-568.e1'}),
    'bib e-pages': ('a.bib', '@article{a1, title={One}, pages={563--568.e1}}\n', {'page': '563-568.e1'}),
    'bib en dash': ('a.bib', '@article{a1, title={One}, pages={S12–S19}}\n', {'page': 'S12-S19'}),
    'bib eid': ('a.bib', '@article{a1, title={One}, eid={e0192345}}\n', {'page': 'e0192345'}),
    'bib articleno + numpages': ('a.bib', '@article{a1, title={One}, articleno={12}, numpages={28}, journal={J}}\n', {'page': '12'}),
    'embase page': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 512-8\nER  - \n', {'page': '512-518'}),
    'scopus art no': ('a.ris', 'TY  - JOUR\nTI  - One\nC7  - 104560\nVL  - 12\nER  - \n', {'page': '104560'}),
    'scopus art no in SP': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - Art. No. 104560\nER  - \n', {'page': '104560'}),
    'c7 with words': ('a.ris', 'TY  - JOUR\nTI  - One\nC7  - Article 104560\nER  - \n', {'page': '104560'}),
    'sp e-number': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - e037954\nER  - \n', {'page': 'e037954'}),
    'ebsco SP EP same': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 44\nEP  - 44\nER  - \n', {'page': '44'}),
    'pages with p.': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - p. 12-14\nER  - \n', {'page': '12-14'}),
    'page count of a book': ('a.ris', 'TY  - BOOK\nTI  - One\nSP  - 245 p.\nER  - \n', {'page': None}),
    'n.pag': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - N.PAG\nEP  - N.PAG\nER  - \n', {'page': None}),
    'wos AR': ('a.ciw', 'FN Clarivate\nVR 1.0\nPT J\nAU Example, A\nTI One\nSO J\nPY 2020\nAR e1392\nER\n\nEF\n', {'page': 'e1392'}),
    'wos BP EP +': ('a.ciw', 'PT J\nAU Example, A\nTI One\nSO J\nPY 2001\nBP 104\nEP +\nER\n', {'page': '104'}),
    'nbib PG': ('a.nbib', 'PMID- 1\nTI  - One.\nPG  - 23-7; discussion 28-9\nJT  - J\n', {'page': '23-27; discussion 28-29'}),
    'csl page': ('a.json', '[{"type":"article-journal","title":"One","page":"45–67"}]', {'page': '45-67'}),
    'csv start end': ('a.csv', 'Title,Page start,Page end,Art. No.\nOne,12,20,\n', {'page': '12-20'}),
    'csv scopus art': ('a.csv', 'Authors,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI\n"Example A.",One,2020,J,1,2,e1392,,,\n', {'page': 'e1392'}),
    'ovid kw': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - *Caregivers/px [Psychology]\nKW  - Humans\nKW  - Aged, 80 and over\nER  - \n', {'keywords': ('Caregivers',)}),
    'ovid kw2': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - Decision Making\nKW  - *Patient Participation/mt [Methods]\nKW  - Middle Aged\nER  - \n', {'keywords': ('Decision Making', 'Patient Participation')}),
    'ovid kw3': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - *Delivery of Health Care, Integrated/og [Organization & Administration]\nKW  - Humans\nER  - \n', {'keywords': ('Delivery of Health Care, Integrated',)}),
    'embase kw': ('a.ris', 'TY  - JOUR\nTI  - One\nDB  - Embase\nKW  - adult\nKW  - article\nKW  - *caregiver\nKW  - controlled study\nKW  - female\nKW  - human\nKW  - major clinical study\nER  - \n', {'keywords': ('caregiver',)}),
    'embase kw plain': ('a.ris', 'TY  - JOUR\nTI  - One\nDB  - Embase\nKW  - human\nKW  - dementia\nKW  - priority journal\nKW  - controlled study\nER  - \n', {'keywords': ('dementia',)}),
    'nbib OT ;': ('a.nbib', 'PMID- 1\nTI  - One.\nOT  - co-production; dementia; carers\nJT  - J\n', {'keywords': ('co-production', 'dementia', 'carers')}),
    'nbib MH': ('a.nbib', 'PMID- 1\nTI  - One.\nMH  - Aged, 80 and over\nMH  - *Caregivers/psychology\nMH  - Decision Making, Shared\nMH  - Humans\nJT  - J\n', {'keywords': ('Caregivers', 'Decision Making, Shared')}),
    'kw ; in a line': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - co-design; dementia; Aged, 80 and over\nER  - \n', {'keywords': ('co-design', 'dementia', 'Aged, 80 and over')}),
    'kw lines': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - co-design\ndementia\ncarers\nER  - \n', {'keywords': ('co-design', 'dementia', 'carers')}),
    'biblatex braces': ('a.bib', '@article{a1, title={One}, keywords={{Aged, 80 and over}, sheds}}\n', {'keywords': ('Aged, 80 and over', 'sheds')}),
    'braced whole': ('a.bib', '@article{a1, title={One}, keywords={{sheds, carers}}}\n', {'keywords': ('sheds', 'carers')}),
    'wos bib': ('a.bib', '@article{a1, title={One}, keywords={{patient participation; co-design; care, integrated}}}\n', {'keywords': ('patient participation', 'co-design', 'care, integrated')}),
    'csv ;': ('a.csv', 'title,keywords\nOne,"Care, Integrated; sheds"\n', {'keywords': ('Care, Integrated', 'sheds')}),
    'csv ,': ('a.csv', 'title,keywords\nOne,"sheds, carers, dementia"\n', {'keywords': ('sheds', 'carers', 'dementia')}),
    'wos DE ID': ('a.ciw', 'PT J\nAU Example, A\nTI One\nDE co-design; care, integrated;\n   sheds\nSO J\nPY 2001\nER\n', {'keywords': ('co-design', 'care, integrated', 'sheds')}),
    'enw K': ('a.enw', '%0 Journal Article\n%T One\n%K co-design\nsheds\n%K dementia\n', {'keywords': ('co-design', 'sheds', 'dementia')}),
    'ebsco kw --': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - DEMENTIA -- Patients -- Care\nKW  - CAREGIVERS\nER  - \n', {'keywords': ('DEMENTIA -- Patients -- Care', 'CAREGIVERS')}),
    'two urls': ('a.ris', 'TY  - JOUR\nTI  - One\nUR  - https://example.org/a\nUR  - https://example.org/b\nER  - \n', {'urls': ['https://example.org/a', 'https://example.org/b']}),
    'www': ('a.ris', 'TY  - JOUR\nTI  - One\nUR  - www.example.org/report\nER  - \n', {'urls': ['https://www.example.org/report']}),
    'L1 L2': ('a.ris', 'TY  - JOUR\nTI  - One\nL1  - https://example.org/a.pdf\nL2  - https://example.org/a\nER  - \n', {'urls': ['https://example.org/a', 'https://example.org/a.pdf']}),
    'doi of book as url': ('a.ris', 'TY  - JOUR\nTI  - One\nDO  - 10.5555/chapter.1\nUR  - https://doi.org/10.5555/book\nER  - \n', {'DOI': '10.5555/chapter.1', 'urls': ['https://doi.org/10.5555/book']}),
    'double encoded': ('a.ris', 'TY  - JOUR\nTI  - One\nDO  - 10.1002/(SICI)1099-1727(199821)14:1%253C3::AID-SDR140%253E3.0.CO;2-K\nER  - \n', {'DOI': '10.1002/(sici)1099-1727(199821)14:1<3::aid-sdr140>3.0.co;2-k'}),
    'fragment': ('a.ris', 'TY  - JOUR\nTI  - One\nDO  - 10.1186/s12913-019-4001-1#sec2\nER  - \n', {'DOI': '10.1186/s12913-019-4001-1'}),
    'fragment url': ('a.ris', 'TY  - JOUR\nTI  - One\nUR  - https://doi.org/10.1186/s12913-019-4001-1#Abs1\nER  - \n', {'DOI': '10.1186/s12913-019-4001-1', 'urls': []}),
    'old doi': ('a.ris', 'TY  - JOUR\nTI  - One\nDO  - 10.1130/0091-7613(1999)027<0001:AB>2.3.CO;2\nER  - \n', {'DOI': '10.1130/0091-7613(1999)027<0001:ab>2.3.co;2'}),
    'doi label': ('a.ris', 'TY  - JOUR\nTI  - One\nDO  - DOI: 10.1186/s12913-019-4001-1.\nER  - \n', {'DOI': '10.1186/s12913-019-4001-1'}),
    'doi proxied': ('a.ris', 'TY  - JOUR\nTI  - One\nUR  - https://doi-org.proxy.example.ac.uk/10.1186/s12913-019-4001-1\nER  - \n', {'DOI': '10.1186/s12913-019-4001-1'}),
    'arxiv': ('a.bib', '@article{a1, title={One}, eprint={2001.00001}, archivePrefix={arXiv}, primaryClass={cs.HC}}\n', {'urls': ['https://arxiv.org/abs/2001.00001'], 'unkept': ()}),
    'arxiv and url': ('a.bib', '@article{a1, title={One}, eprint={2001.00001}, eprinttype={arxiv}, url={https://example.org/a}, journal={J}}\n', {'urls': ['https://arxiv.org/abs/2001.00001', 'https://example.org/a'], 'unkept': ()}),
    'arxiv in journal': ('a.bib', '@article{a1, title={One}, journal={arXiv preprint arXiv:2001.00001}, year={2020}}\n', {'type': 'article', 'urls': ['https://arxiv.org/abs/2001.00001']}),
    'hdl': ('a.bib', '@article{a1, title={One}, eprint={10013/epic.123}, eprinttype={hdl}, journal={J}}\n', {'urls': ['https://hdl.handle.net/10013/epic.123'], 'unkept': ()}),
    'pmc eprint': ('a.bib', '@article{a1, title={One}, eprint={PMC1234567}, eprinttype={pmc}, journal={J}}\n', {'PMCID': 'PMC1234567', 'unkept': ()}),
    'pmcid field': ('a.bib', '@article{a1, title={One}, pmcid={PMC1234567}, pmid={123456}, journal={J}}\n', {'PMCID': 'PMC1234567', 'PMID': '123456', 'unkept': ()}),
    'jstor': ('a.bib', '@article{a1, title={One}, eprint={2118559}, eprinttype={jstor}, journal={J}}\n', {'urls': ['https://www.jstor.org/stable/2118559'], 'unkept': ()}),
    'googlebooks': ('a.bib', '@book{a1, title={One}, eprint={dY_BDgAAQBAJ}, eprinttype={googlebooks}}\n', {'urls': ['https://books.google.com/books?id=dY_BDgAAQBAJ'], 'unkept': ()}),
    'eprint unknown': ('a.bib', '@article{a1, title={One}, eprint={xyz}, eprinttype={foo}, journal={J}}\n', {'unkept': ('eprint', 'eprinttype')}),
    'url twice': ('a.bib', '@article{a1, title={One}, url={https://example.org/a; https://example.org/b}, journal={J}}\n', {'urls': ['https://example.org/a', 'https://example.org/b'], 'unkept': ()}),
    'url angle': ('a.bib', '@article{a1, title={One}, url={<https://example.org/a>}, journal={J}}\n', {'urls': ['https://example.org/a'], 'unkept': ()}),
    'url sim': ('a.bib', '@article{a1, title={One}, url={http://example.org/$\\sim$ada/a_b}, journal={J}}\n', {'urls': ['http://example.org/~ada/a_b'], 'unkept': ()}),
    'url tilde': ('a.bib', '@article{a1, title={One}, url={http://example.org/{\\textasciitilde}ada/a\\_b}, journal={J}}\n', {'urls': ['http://example.org/~ada/a_b'], 'unkept': ()}),
    'url doi': ('a.bib', '@article{a1, title={One}, doi={10.5555/a}, url={https://doi.org/10.5555/a}, journal={J}}\n', {'DOI': '10.5555/a', 'urls': [], 'unkept': ()}),
    'url of the doi with path': ('a.bib', '@article{a1, title={One}, doi={10.1002/ab.12}, url={https://onlinelibrary.wiley.com/doi/abs/10.1002/ab.12}, journal={J}}\n', {'DOI': '10.1002/ab.12', 'urls': ['https://onlinelibrary.wiley.com/doi/abs/10.1002/ab.12'], 'unkept': ()}),
    'howpublished': ('a.bib', '@misc{a1, title={One}, howpublished={Available at \\url{https://example.org/a}}}\n', {'urls': ['https://example.org/a'], 'type': 'webpage'}),
    'note url': ('a.bib', '@misc{a1, title={One}, note={Accessed: 2020-01-02. \\url{https://example.org/a}}}\n', {'urls': ['https://example.org/a']}),
    'urldate': ('a.bib', '@online{a1, title={One}, url={https://example.org/a}, urldate={2020-01-02}}\n', {'urls': ['https://example.org/a'], 'unkept': ('urldate',), 'issued': None}),
    'csl URL www': ('a.json', '[{"type":"webpage","title":"One","URL":"www.example.org/a"}]', {'urls': ['https://www.example.org/a']}),
    'csv url': ('a.csv', 'title,url\nOne,https://example.org/a https://example.org/b\n', {'urls': ['https://example.org/a', 'https://example.org/b']}),
    'scopus url last': ('a.ris', 'TY  - JOUR\nTI  - One\nUR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-1&doi=10.1\nUR  - https://example.org/a\nER  - \n', {'urls': ['https://example.org/a', 'https://www.scopus.com/inward/record.uri?eid=2-s2.0-1&doi=10.1']}),
    'wos chapter': ('a.ciw', 'PT B\nAU Example, A\nBE Editor, E\nTI Who cooks\nSO HANDBOOK OF SHARED KITCHENS\nDT Article; Book Chapter\nPU SHED PRESS\nPI LEEDS\nBN 978-0-306-40615-7\nPY 2019\nBP 10\nEP 19\nER\n', {'type': 'chapter', 'container-title': 'HANDBOOK OF SHARED KITCHENS', 'page': '10-19'}),
    'wos proceedings': ('a.ciw', 'PT C\nAU Example, A\nTI Talking sheds\nSO PROCEEDINGS OF SHEDS 2017\nDT Proceedings Paper\nCT 4th Conference on Sheds\nCY MAY 03-05, 2017\nCL Leeds, ENGLAND\nSP Shed Society\nPU SHED PRESS\nPI NEW YORK\nPY 2017\nBP 5\nEP 8\nER\n', {'type': 'paper-conference', 'container-title': 'PROCEEDINGS OF SHEDS 2017', 'event-title': '4th Conference on Sheds', 'page': '5-8'}),
    'wos journal proceedings': ('a.ciw', 'PT J\nAU Example, A\nTI Talking sheds\nSO JOURNAL OF SHEDS\nDT Article; Proceedings Paper\nCT 4th Conference on Sheds\nCL Leeds, ENGLAND\nPY 2017\nVL 3\nER\n', {'type': 'article-journal', 'container-title': 'JOURNAL OF SHEDS', 'event-title': '4th Conference on Sheds'}),
    'wos book': ('a.ciw', 'PT B\nAU Example, A\nTI Sheds\nPU SHED PRESS\nPI LEEDS\nPY 2019\nDT Book\nER\n', {'type': 'book', 'title': 'Sheds'}),
    'wos book titled SO': ('a.ciw', 'PT B\nAU Example, A\nSO SHEDS OF EUROPE\nPU SHED PRESS\nPY 2019\nDT Book\nER\n', {'type': 'book', 'title': 'SHEDS OF EUROPE'}),
    'proceedings': ('a.bib', '@proceedings{a1, title={One}, editor={Sample, Bo}, year={2019}, publisher={Shed Press}, series={LNCS}, volume={12}}\n', {'type': 'book', 'collection-title': 'LNCS'}),
    'inproceedings': ('a.bib', '@inproceedings{a1, title={One}, booktitle={Proc. of Sheds}, year={2019}, organization={Shed Society}}\n', {'type': 'paper-conference', 'container-title': 'Proc. of Sheds'}),
    'biblatex eventtitle': ('a.bib', '@inproceedings{a1, title={One}, booktitle={Proc}, eventtitle={Sheds 2017}, venue={Leeds}, eventdate={2017-05-03}, date={2018}}\n', {'issued': [2018], 'event-title': 'Sheds 2017'}),
    'techreport': ('a.bib', '@techreport{a1, title={One}, institution={Example Institute}, number={TR-12}, year={2016}, type={Working paper}}\n', {'type': 'report', 'number': 'TR-12', 'publisher': 'Example Institute', 'genre': 'Working paper'}),
    'mastersthesis': ('a.bib', '@mastersthesis{a1, title={One}, school={Example University}, year={2016}}\n', {'type': 'thesis', 'publisher': 'Example University', 'genre': "Master's thesis"}),
    'biblatex thesis': ('a.bib', '@thesis{a1, title={One}, institution={Example University}, date={2016-05}, type={phdthesis}}\n', {'type': 'thesis', 'genre': 'PhD thesis', 'issued': [2016, 5]}),
    'biblatex mathesis': ('a.bib', '@thesis{a1, title={One}, institution={Example University}, date={2016}, type={mathesis}}\n', {'type': 'thesis', 'genre': "Master's thesis"}),
    'biblatex report': ('a.bib', '@report{a1, title={One}, institution={Example Institute}, date={2016}, type={techreport}, number={12}}\n', {'type': 'report', 'number': '12'}),
    'dataset': ('a.bib', '@dataset{a1, title={One}, publisher={Zenodo}, version={2}, date={2018}, doi={10.5281/zenodo.1}}\n', {'type': 'dataset', 'publisher': 'Zenodo'}),
    'online': ('a.bib', '@online{a1, title={One}, url={https://example.org/a}, organization={Example Trust}, date={2020-05-06}}\n', {'type': 'webpage', 'issued': [2020, 5, 6]}),
    'eric thesis': ('a.nbib', 'OWN - ERIC\nOID - ED500002\nTI  - One.\nAU  - Example, Ada\nJT  - ProQuest LLC, Ph.D. Dissertation, Example State University\nDP  - 2008\nPT  - Dissertations/Theses - Doctoral Dissertations\n', {'type': 'thesis', 'publisher': 'Example State University', 'genre': 'Ph.D. Dissertation'}),
    'eric thesis ris': ('a.ris', 'TY  - THES\nTI  - One\nAU  - Example, Ada\nPB  - ProQuest LLC, Ed.D. Dissertation, University of Examples\nPY  - 2008\nER  - \n', {'type': 'thesis', 'publisher': 'University of Examples', 'genre': 'Ed.D. Dissertation'}),
    'eric report': ('a.nbib', 'OWN - ERIC\nOID - ED500001\nTI  - One.\nAU  - Example, Ada\nJT  - Example Research Center\nDP  - 2008\nPT  - Reports - Research\n', {'type': 'report', 'publisher': 'Example Research Center'}),
    'eric journal': ('a.nbib', 'OWN - ERIC\nOID - EJ500001\nTI  - One.\nAU  - Example, Ada\nJT  - Journal of Examples\nVI  - 3\nIP  - 2\nPG  - 12-20\nDP  - 2008\nPT  - Journal Articles; Reports - Research\n', {'type': 'article-journal', 'page': '12-20', 'unkept': ('OID', 'OWN')}),
    'proquest thesis': ('a.ris', 'TY  - THES\nTI  - One\nAU  - Example, A\nPB  - Example University\nPP  - Leeds\nSP  - 212\nM3  - Ph.D.\nER  - \n', {'type': 'thesis', 'publisher': 'Example University', 'genre': 'Ph.D.', 'page': None}),
    'ris conf': ('a.ris', 'TY  - CONF\nTI  - One\nT2  - 4th Conference on Sheds\nC3  - Proceedings of Sheds\nCY  - Leeds\nER  - \n', {'type': 'paper-conference', 'container-title': 'Proceedings of Sheds', 'event-title': '4th Conference on Sheds'}),
    'ris cpaper': ('a.ris', 'TY  - CPAPER\nTI  - One\nT2  - 4th Conference on Sheds\nCY  - Leeds\nPY  - 2017\nER  - \n', {'type': 'paper-conference', 'event-title': '4th Conference on Sheds'}),
    'ris chap': ('a.ris', 'TY  - CHAP\nTI  - One\nA2  - Editor, Eve\nT2  - A book around\nT3  - Studies\nET  - 2nd\nPB  - Press\nCY  - Leeds\nSP  - 1\nEP  - 9\nER  - \n', {'type': 'chapter', 'edition': '2nd', 'container-title': 'A book around', 'collection-title': 'Studies'}),
    'ris rprt': ('a.ris', 'TY  - RPRT\nTI  - One\nPB  - Example Institute\nM1  - 12\nM3  - Working paper\nT2  - Example papers\nER  - \n', {'type': 'report', 'number': '12', 'genre': 'Working paper', 'collection-title': 'Example papers'}),
    'ris elec': ('a.ris', 'TY  - ELEC\nTI  - One\nPB  - Example Trust\nT2  - Sheds Online\nY2  - 2020/05/06/\nUR  - https://example.org/a\nER  - \n', {'type': 'webpage', 'issued': None, 'container-title': 'Sheds Online'}),
    'ris data': ('a.ris', 'TY  - DATA\nTI  - One\nPB  - Example Archive\nET  - 2\nDO  - 10.5555/d\nER  - \n', {'type': 'dataset'}),
    'ris stat': ('a.ris', 'TY  - STAT\nTI  - One\nM1  - c. 23\nPY  - 2014\nER  - \n', {'type': 'legislation', 'number': 'c. 23'}),
    'ris slide': ('a.ris', 'TY  - SLIDE\nTI  - One\nT2  - Conference on Examples\nCY  - Leeds\nER  - \n', {'type': 'speech', 'event-title': 'Conference on Examples'}),
    'ris preprint': ('a.ris', 'TY  - JOUR\nTI  - One\nT2  - medRxiv\nM3  - Preprint\nPB  - Cold Spring Harbor Laboratory Press\nER  - \n', {'type': 'article', 'genre': 'Preprint'}),
    'crossref chapter': ('a.json', '{"status":"ok","message":{"type":"book-chapter","title":["Who cooks"],"container-title":["Series of examples","Handbook of kitchens"],"author":[{"family":"Example","given":"Ada","sequence":"first"}],"editor":[{"family":"Editor","given":"Eve"}],"published-print":{"date-parts":[[2019,3]]},"page":"10-19","publisher":"Shed Press","DOI":"10.5555/C1","ISBN":["9780306406157"]}}', {'type': 'chapter', 'issued': [2019, 3], 'container-title': 'Handbook of kitchens', 'collection-title': 'Series of examples'}),
    'csl thesis': ('a.json', '[{"type":"thesis","title":"One","genre":"PhD Thesis","publisher":"Example University","publisher-place":"Leeds","issued":{"date-parts":[["2016",5,3]]}}]', {'type': 'thesis', 'genre': 'PhD Thesis', 'issued': [2016, 5, 3]}),
    'csl speech': ('a.json', '[{"type":"speech","title":"One","event":"Conference on Examples","event-place":"Leeds","issued":{"date-parts":[[2016]]}}]', {'type': 'speech', 'event-title': 'Conference on Examples'}),
    'csl article no': ('a.json', '[{"type":"article-journal","title":"One","container-title":["J"],"article-number":"e12"}]', {'page': 'e12'}),
    'csv types': ('a.csv', 'Item Type,Title,Publication Title,Date\nbookSection,One,Book of sheds,2019-05\n', {'type': 'chapter', 'issued': [2019, 5], 'container-title': 'Book of sheds'}),
    'csv scopus conf': ('a.csv', 'Authors,Title,Year,Source title,Document Type,Conference name\n"Example A.",One,2019,Lecture Notes in Sheds,Conference paper,Sheds 2019\n', {'type': 'paper-conference', 'event-title': 'Sheds 2019'}),
    'csv scopus book chapter': ('a.csv', 'Authors,Title,Year,Source title,Document Type\n"Example A.",One,2019,Handbook of Sheds,Book chapter\n', {'type': 'chapter'}),
    'refworks': ('a.txt', 'RT Book, Section\nA1 Example,Ada\nA2 Editor,Eve\nT1 Who cooks\nT2 Handbook of kitchens\nYR 2019\nSP 10\nOP 19\nPB Shed Press\nPP Leeds\nED 2nd\n', {'type': 'chapter', 'page': '10-19', 'edition': '2nd', 'container-title': 'Handbook of kitchens'}),
    'enw section': ('a.enw', '%0 Book Section\n%A Example, Ada\n%E Editor, Eve\n%T Who cooks\n%B Handbook of kitchens\n%D 2019\n%P 10-19\n%I Shed Press\n%C Leeds\n%7 2nd\n', {'type': 'chapter', 'page': '10-19', 'container-title': 'Handbook of kitchens', 'publisher-place': 'Leeds'}),
    'enw thesis': ('a.enw', '%0 Thesis\n%A Example, Ada\n%T One\n%D 2019\n%I Example University\n%9 PhD\n%P 245\n', {'type': 'thesis', 'publisher': 'Example University', 'genre': 'PhD', 'page': None}),
    'enw conf': ('a.enw', '%0 Conference Proceedings\n%A Example, Ada\n%T One\n%B Conference on Sheds\n%3 Proceedings of Sheds\n%D 2019\n%P 5-8\n', {'type': 'paper-conference', 'container-title': 'Proceedings of Sheds', 'event-title': 'Conference on Sheds'}),
    'ovid own': ('a.ovd', '<1. >\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\nUI  - 12345678\nTI  - One.\nSO  - Journal of Examples. 12(3):45-50, 2018 Jan.\nMH  - *Caregivers/px [Psychology]\nMH  - Humans\nPT  - Journal Article\n', {'type': 'article-journal', 'page': '45-50', 'keywords': ('Caregivers',), 'container-title': 'Journal of Examples'}),
    'brackets': ('a.ris', 'TY  - BOOK\nTI  - One\nPB  - [Shed Press]\nCY  - [London]\nPY  - [2001]\nER  - \n', {'publisher': 'Shed Press', 'issued': [2001], 'publisher-place': 'London'}),
    'bracket ?': ('a.ris', 'TY  - BOOK\nTI  - One\nPB  - [Shed Press?]\nCY  - [London?] :\nPY  - [2001?]\nER  - \n', {'publisher': 'Shed Press', 'issued': [2001], 'publisher-place': 'London'}),
    's.n.': ('a.ris', 'TY  - BOOK\nTI  - One\nPB  - [s.n.],\nCY  - [S.l.] :\nER  - \n', {'publisher': None, 'publisher-place': None}),
    'not identified': ('a.ris', 'TY  - BOOK\nTI  - One\nPB  - [publisher not identified]\nCY  - [Place of publication not identified]\nER  - \n', {'publisher': None, 'publisher-place': None}),
    'colon title': ('a.ris', 'TY  - BOOK\nTI  - Sheds : a history /\nCY  - London ;\nPB  - House ;\nER  - \n', {'title': 'Sheds: a history', 'publisher': 'House', 'publisher-place': 'London'}),
    'colon title bib': ('a.bib', '@book{a, title={Sheds : a history}, publisher={House,}, address={London :}}', {'title': 'Sheds: a history', 'publisher': 'House', 'publisher-place': 'London'}),
    'container colon': ('a.ris', 'TY  - CHAP\nTI  - One\nT2  - Sheds : a history /\nER  - \n', {'container-title': 'Sheds: a history'}),
    'title = parallel': ('a.ris', 'TY  - BOOK\nTI  - Sheds = Schuppen /\nER  - \n', {'title': 'Sheds = Schuppen'}),
    'electronic resource': ('a.ris', 'TY  - BOOK\nTI  - Sheds [electronic resource] : a history /\nER  - \n', {'title': 'Sheds: a history'}),
    'copyright year': ('a.ris', 'TY  - BOOK\nTI  - One\nPY  - c2001\nER  - \n', {'issued': [2001]}),
    'copyright year2': ('a.ris', 'TY  - BOOK\nTI  - One\nPY  - ©2001.\nER  - \n', {'issued': [2001]}),
    'DA day-month': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 12-JUN\nER  - \n', {'issued': [2011, 6, 12]}),
    'DA JUN 12': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - JUN 12\nER  - \n', {'issued': [2011, 6, 12]}),
    'DA JUN': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - JUN\nER  - \n', {'issued': [2011, 6]}),
    'DA Jun-Jul': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - MAY-JUN\nER  - \n', {'issued': [2011, 5]}),
    'endnote DA': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - June 12\nER  - \n', {'issued': [2011, 6, 12]}),
    'endnote DA2': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 2011/06/12\nER  - \n', {'issued': [2011, 6, 12]}),
    'endnote DA3': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - Jun 12\n\nER  - \n', {'issued': [2011, 6, 12]}),
    'endnote DA4': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 12/06/2011\nER  - \n', {'issued': [2011]}),
    'endnote DA5': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 12 June\nER  - \n', {'issued': [2011, 6, 12]}),
    'endnote DA6': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 2011-06-12T00:00:00Z\nER  - \n', {'issued': [2011, 6, 12]}),
    'Y1 season': ('a.ris', 'TY  - JOUR\nTI  - One\nY1  - 2011///Summer\nER  - \n', {'issued': [2011]}),
    'Y1 full': ('a.ris', 'TY  - JOUR\nTI  - One\nY1  - 2011/06/12/\nER  - \n', {'issued': [2011, 6, 12]}),
    'Y1 month words': ('a.ris', 'TY  - JOUR\nTI  - One\nY1  - 2011///12 June\nER  - \n', {'issued': [2011, 6, 12]}),
    'PY ///': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011///\nER  - \n', {'issued': [2011]}),
    'PY year month': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011/06//\nER  - \n', {'issued': [2011, 6]}),
    'online first': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2021\nDA  - 2020/12/05\nER  - \n', {'issued': [2021]}),
    'WoS DA stamp': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2019\nDA  - 2022-03-01\nER  - \n', {'issued': [2019]}),
    'wos PD': ('a.ciw', 'PT J\nAU Example, A\nTI One\nSO J\nPD JUN 12\nPY 2011\nER\n', {'issued': [2011, 6, 12]}),
    'wos PD dash': ('a.ciw', 'PT J\nAU Example, A\nTI One\nSO J\nPD MAY-JUN\nPY 2011\nER\n', {'issued': [2011, 5]}),
    'wos PD 12-JUN': ('a.ciw', 'PT J\nAU Example, A\nTI One\nSO J\nPD 12-JUN\nPY 2011\nER\n', {'issued': [2011, 6, 12]}),
    'nbib season': ('a.nbib', 'PMID- 1\nTI  - One.\nDP  - 2011 Summer\nJT  - J\n', {'issued': [2011]}),
    'nbib range': ('a.nbib', 'PMID- 1\nTI  - One.\nDP  - 2011 May-Jun\nJT  - J\n', {'issued': [2011, 5]}),
    'nbib range2': ('a.nbib', 'PMID- 1\nTI  - One.\nDP  - 2011 Dec-2012 Jan\nJT  - J\n', {'issued': [2011, 12]}),
    'enw %8': ('a.enw', '%0 Journal Article\n%T One\n%D 2011\n%8 June 12\n', {'issued': [2011, 6, 12]}),
    'enw %8b': ('a.enw', '%0 Journal Article\n%T One\n%D 2011\n%8 12-JUN\n', {'issued': [2011, 6, 12]}),
    'bib month macro': ('a.bib', '@article{a1, title={One}, year=2011, month=jun, day=12}\n', {'issued': [2011, 6, 12]}),
    'bib month text': ('a.bib', '@article{a1, title={One}, year={2011}, month={June 12}}\n', {'issued': [2011, 6, 12]}),
    'bib month two': ('a.bib', '@article{a1, title={One}, year={2011}, month={May-June}}\n', {'issued': [2011, 5]}),
    'bib year in press': ('a.bib', '@article{a1, title={One}, year={in press}}\n', {'issued': None}),
    'biblatex season': ('a.bib', '@article{a1, title={One}, date={2011-21}}\n', {'issued': [2011]}),
    'biblatex uncertain': ('a.bib', '@article{a1, title={One}, date={2011~}}\n', {'issued': [2011]}),
    'biblatex time': ('a.bib', '@article{a1, title={One}, date={2011-06-12T10:00:00}}\n', {'issued': [2011, 6, 12]}),
    'csl season': ('a.json', '[{"type":"book","title":"One","issued":{"date-parts":[[2011]],"season":2}}]', {'issued': [2011]}),
    'csl raw': ('a.json', '[{"type":"book","title":"One","issued":{"raw":"2011-06-12"}}]', {'issued': [2011, 6, 12]}),
    'csv date dmy': ('a.csv', 'title,date\nOne,25/06/2011\n', {'issued': [2011, 6, 25]}),
    'nlm id in AN': ('a.ris', 'TY  - JOUR\nTI  - One\nDP  - NLM\nAN  - 12345678\nER  - \n', {'PMID': '12345678'}),
    'C2 PMC': ('a.ris', 'TY  - JOUR\nTI  - One\nC2  - PMC1234567\nER  - \n', {'PMCID': 'PMC1234567'}),
    'C2 pmid': ('a.ris', 'TY  - JOUR\nTI  - One\nC2  - 12345678\nER  - \n', {'PMID': None}),
    'isbn two': ('a.ris', 'TY  - BOOK\nTI  - One\nSN  - 978-0-306-40615-7 (hbk); 0306406152 (pbk)\nER  - \n', {'ISBN': '9780306406157'}),
    'html': ('a.ris', 'TY  - JOUR\nTI  - One\nAB  - <p>One</p>\nER  - \n', {'title': 'One'}),
    'nbib BTI': ('a.nbib', 'PMID- 2\nTI  - Who cooks\nBTI - Handbook of kitchens\nFAU - Example, Ada\nFED - Editor, Eve\nPB  - Shed Press\nPL  - Leeds\nDP  - 2019\nPT  - Book Chapter\nISBN- 9780306406157\n', {'type': 'chapter', 'container-title': 'Handbook of kitchens', 'publisher-place': 'Leeds', 'publisher': 'Shed Press'}),
    'nbib preprint': ('a.nbib', 'PMID- 3\nTI  - One.\nJT  - medRxiv : the preprint server for health sciences\nPT  - Preprint\nDP  - 2021\n', {'type': 'article'}),
    'nbib lid only doi': ('a.nbib', 'PMID- 4\nTI  - One.\nJT  - J\nLID - 10.5555/a [doi]\nLID - e12 [pii]\nPG  - e12\n', {'page': 'e12', 'DOI': '10.5555/a'}),
    'wos title case': ('a.ciw', 'PT J\nAU Example, A\nAF Example, Ada\nTI One:\n   two\nSO JOURNAL OF EXAMPLES\nSN 1234-5679\nVL 3\nIS 2\nDI 10.5555/A\nPM 123456\nUT WOS:000123\nER\n', {'title': 'One: two', 'DOI': '10.5555/a', 'PMID': '123456'}),
    'ovid two qualifiers': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - *Caregivers/ed, px [Education, Psychology]\nKW  - Social Support\nER  - \n', {'keywords': ('Caregivers', 'Social Support')}),
    'embase qualifier': ('a.ris', 'TY  - JOUR\nTI  - One\nKW  - *dementia/th [Therapy]\nKW  - human\nKW  - article\nER  - \n', {'keywords': ('dementia',)}),
    'pages space dash': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - 12 - 20\nER  - \n', {'page': '12-20'}),
    'suppl pages': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - S98\nEP  - 106\nER  - \n', {'page': 'S98-S106'}),
    'article number label': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - Article e1392\nER  - \n', {'page': 'e1392'}),
    'article 12 of RIS': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - Article 12\nER  - \n', {'page': '12'}),
    'pages with a name': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - A12-A15\nER  - \n', {'page': 'A12-A15'}),
    'e first': ('a.ris', 'TY  - JOUR\nTI  - One\nSP  - e1\nEP  - e9\nER  - \n', {'page': 'e1-e9'}),
    'several ranges': ('a.bib', '@article{a1, title={One}, pages={1--5, 9--12}}\n', {'page': '1-5, 9-12'}),
    'plus': ('a.bib', '@article{a1, title={One}, pages={104+}}\n', {'page': '104'}),
    'pages 12f': ('a.bib', '@article{a1, title={One}, pages={12-12}}\n', {'page': '12'}),
    'bibtex mixed keywords': ('a.bib', '@article{a1, title={One}, keywords={Co-design; {Aged, 80 and over}; Sheds}}\n', {'keywords': ('Co-design', 'Aged, 80 and over', 'Sheds')}),
    'accent keyword': ('a.bib', '@article{a1, title={One}, keywords={caf\\\'e, {\\"O}konomie}}\n', {'keywords': ('café', 'Ökonomie')}),
    'mendeley tags': ('a.bib', '@article{a1, title={One}, mendeley-tags={a b, c d}, keywords={e f}}\n', {'keywords': ('e f', 'a b', 'c d')}),
    'bdsk': ('a.bib', '@article{a1, title={One}, bdsk-url-1={https://example.org/a}, bdsk-url-2={https://example.org/b}, url={https://example.org/a}}\n', {'urls': ['https://example.org/a', 'https://example.org/b'], 'unkept': ()}),
    'arXiv old id': ('a.bib', '@article{a1, title={One}, eprint={cs/0112017}, archiveprefix={arXiv}}\n', {'urls': ['https://arxiv.org/abs/cs/0112017']}),
    'arXiv: in eprint': ('a.bib', '@article{a1, title={One}, eprint={arXiv:2001.00001}, archiveprefix={arXiv}}\n', {'urls': ['https://arxiv.org/abs/2001.00001']}),
    'arXiv CoRR': ('a.bib', '@article{a1, title={One}, journal={CoRR}, volume={abs/2001.00001}, eprinttype={arXiv}, eprint={2001.00001}}\n', {'urls': ['https://arxiv.org/abs/2001.00001']}),
    'pubmed eprint': ('a.bib', '@article{a1, title={One}, eprint={123456}, eprinttype={pubmed}, journal={J}}\n', {'PMID': '123456', 'unkept': (), 'type': 'article-journal'}),
    'url with trailing stop': ('a.bib', '@article{a1, title={One}, url={https://example.org/a.}, journal={J}}\n', {'urls': ['https://example.org/a'], 'unkept': ()}),
    'doi url in note': ('a.bib', '@article{a1, title={One}, note={doi: 10.5555/abc}, journal={J}}\n', {'DOI': '10.5555/abc'}),
    'doi latex _': ('a.bib', '@article{a1, title={One}, doi={10.5555/a\\_b}, journal={J}}\n', {'DOI': '10.5555/a_b', 'unkept': ()}),
    'date range': ('a.bib', '@article{a1, title={One}, date={2018-05/2018-06}}\n', {'issued': [2018, 5]}),
    'year c.': ('a.bib', '@article{a1, title={One}, year={c. 1999}}\n', {'issued': [1999]}),
    'month number': ('a.bib', '@article{a1, title={One}, year={1999}, month={5}}\n', {'issued': [1999, 5]}),
    'edition word': ('a.bib', '@book{a1, title={One}, edition={Second}, publisher={P}}\n', {'edition': 'Second'}),
    'manual': ('a.bib', '@manual{a1, title={One}, organization={Example Trust}, year={2000}}\n', {'type': 'report', 'publisher': 'Example Trust'}),
    'unpublished': ('a.bib', '@unpublished{a1, title={One}, note={Draft}, year={2000}}\n', {'type': 'manuscript', 'unkept': ('note',)}),
    'patent': ('a.bib', '@patent{a1, title={One}, number={GB 123}, holder={X}}\n', {'type': 'patent', 'number': 'GB 123'}),
    'collection': ('a.bib', '@collection{a1, title={One}, editor={Sample, Bo}}\n', {'type': 'book'}),
    'GOVDOC': ('a.ris', 'TY  - GOVDOC\nTI  - One\nPB  - Example Department\nER  - \n', {'type': 'report'}),
    'BLOG': ('a.ris', 'TY  - BLOG\nTI  - One\nT2  - Shed Blog\nUR  - https://example.org/b\nER  - \n', {'type': 'post-weblog', 'container-title': 'Shed Blog'}),
    'NEWS': ('a.ris', 'TY  - NEWS\nTI  - One\nT2  - Example Times\nDA  - 2020/06/07/\nSP  - 4\nER  - \n', {'type': 'article-newspaper', 'page': '4', 'issued': [2020, 6, 7]}),
    'CASE': ('a.ris', 'TY  - CASE\nTI  - One\nT2  - WLR\nER  - \n', {'type': 'legal_case'}),
    'ENCYC': ('a.ris', 'TY  - ENCYC\nTI  - One\nT2  - Encyclopedia of examples\nA2  - Sample, Bo\nER  - \n', {'type': 'entry-encyclopedia', 'container-title': 'Encyclopedia of examples'}),
    'Scopus conf': ('a.ris', 'TY  - CONF\nTI  - One\nT2  - Proceedings of Sheds 2017\nC3  - ACM International Conference Proceeding Series\nM3  - Conference paper\nER  - \n', {'type': 'paper-conference'}),
    'cinahl note': ('a.ris', 'TY  - JOUR\nTI  - One\nN1  - Accession Number: 123. Language: English. DOI: 10.5555/abc.\nER  - \n', {'DOI': '10.5555/abc'}),
    'PY range': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2010-2012\nER  - \n', {'issued': [2010]}),
    'date in words': ('a.ris', 'TY  - JOUR\nTI  - One\nY1  - 12th June 2011\nER  - \n', {'issued': [2011, 6, 12]}),
    'german month': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 12. Juni\nER  - \n', {'issued': [2011, 6, 12]}),
    'DA 06': ('a.ris', 'TY  - JOUR\nTI  - One\nPY  - 2011\nDA  - 12/06/11\nER  - \n', {'issued': [2011]}),
    'publisher semicolon': ('a.ris', 'TY  - BOOK\nTI  - One\nPB  - Shed Press ;\nCY  - New York ; London :\nER  - \n', {'publisher': 'Shed Press', 'publisher-place': 'New York ; London'}),
    'half bracket': ('a.ris', 'TY  - BOOK\nTI  - One\nCY  - [London :\nER  - \n', {'publisher-place': 'London'}),
    'bracket in place': ('a.ris', 'TY  - BOOK\nTI  - One\nCY  - Leeds [England]\nER  - \n', {'publisher-place': 'Leeds [England]'}),
    'time stays': ('a.ris', 'TY  - JOUR\nTI  - Sheds 2 : 1 houses\nER  - \n', {'title': 'Sheds 2: 1 houses'}),
    'slash in title': ('a.ris', 'TY  - JOUR\nTI  - Care / by design\nER  - \n', {'title': 'Care / by design'}),
    'brackets of pubmed': ('a.nbib', 'PMID- 1\nTI  - [Sheds in Austria].\nTT  - Schuppen in Österreich.\nLA  - ger\nJT  - J\n', {'title': 'Schuppen in Österreich', 'language': 'de'}),
    'nbib conference': ('a.nbib', 'PMID- 1\nTI  - One.\nJT  - J\nPT  - Congress\nDP  - 2011\n', {'type': 'article-journal'}),
    'wos PT S': ('a.ciw', 'PT S\nAU Example, A\nTI One\nSO SHEDS 2017\nSE LECTURE NOTES IN SHEDS\nDT Proceedings Paper\nCT Sheds 2017\nCL Leeds\nPY 2017\nER\n', {'type': 'paper-conference', 'container-title': 'SHEDS 2017', 'collection-title': 'LECTURE NOTES IN SHEDS', 'event-title': 'Sheds 2017', 'publisher-place': 'Leeds'}),
    'wos review': ('a.ciw', 'PT J\nAU Example, A\nTI One\nSO J\nDT Review; Book Chapter\nPY 2017\nER\n', {'type': 'article-journal', 'container-title': 'J'}),
    'csl issued string': ('a.json', '[{"type":"article-journal","title":"One","issued":"2011-06"}]', {'issued': [2011, 6]}),
    'csl event-place': ('a.json', '[{"type":"paper-conference","title":"One","container-title":"Proc","event-title":"Sheds","event-place":"Leeds"}]', {'event-title': 'Sheds', 'container-title': 'Proc'}),
    'csl keyword list': ('a.json', '[{"type":"book","title":"One","keyword":["Aged, 80 and over","sheds"]}]', {'keywords': ('Aged, 80 and over', 'sheds')}),
    'csl keyword ;': ('a.json', '[{"type":"book","title":"One","keyword":"Aged, 80 and over;"}]', {'keywords': ('Aged, 80 and over',)}),
    'csv semicolon file': ('a.csv', 'Title;Authors;Year;Link\nOne;Example, Ada;2019;www.example.org/a\n', {'issued': [2019], 'urls': ['https://www.example.org/a']}),
    'csv zotero': ('a.csv', '"Key","Item Type","Publication Year","Author","Title","Publication Title","Pages","Manual Tags"\n"X","journalArticle","2019","Example, Ada","One","J","12-20","Aged, 80 and over"\n', {'keywords': ('Aged, 80 and over',), 'page': '12-20', 'type': 'article-journal'}),
    'csv wos style': ('a.csv', 'Article Title,Source Title,Start Page,End Page,Article Number\nOne,J,12,20,\n', {'page': '12-20', 'container-title': 'J'}),
    'enw report': ('a.enw', '%0 Report\n%A Example, Ada\n%T One\n%I Example Institute\n%N 12\n%D 2016\n', {'type': 'report', 'publisher': 'Example Institute'}),
    'enw urls': ('a.enw', '%0 Web Page\n%T One\n%U www.example.org/a\n', {'type': 'webpage', 'urls': ['https://www.example.org/a']}),
    'refworks thesis': ('a.txt', 'RT Dissertation/Thesis\nA1 Example,Ada\nT1 One\nPB Example University\nYR 2019\n', {'type': 'thesis', 'publisher': 'Example University'}),
    'eric ris journal': ('a.ris', 'TY  - JOUR\nTI  - One\nJF  - Journal of Examples\nKW  - Foreign Countries\nUR  - https://eric.ed.gov/?id=EJ123\nER  - \n', {'urls': ['https://eric.ed.gov/?id=EJ123']}),
    'refworks Dissertation/Thesis, Unpublished': ('a.txt', 'RT Dissertation/Thesis, Unpublished\nA1 Example,Ada\nT1 One\nYR 2019\n', {'type': 'thesis'}),
    'refworks Laws/Statutes': ('a.txt', 'RT Laws/Statutes\nA1 Example,Ada\nT1 One\nYR 2019\n', {'type': 'legislation'}),
    'refworks Case/Court Decisions': ('a.txt', 'RT Case/Court Decisions\nA1 Example,Ada\nT1 One\nYR 2019\n', {'type': 'legal_case'}),
    'refworks Sound Recording': ('a.txt', 'RT Sound Recording\nA1 Example,Ada\nT1 One\nYR 2019\n', {'type': 'song'}),
    'refworks Computer Program': ('a.txt', 'RT Computer Program\nA1 Example,Ada\nT1 One\nYR 2019\n', {'type': 'software'}),
    'enw Statute': ('a.enw', '%0 Statute\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'legislation'}),
    'enw Bill': ('a.enw', '%0 Bill\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'bill'}),
    'enw Film or Broadcast': ('a.enw', '%0 Film or Broadcast\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'motion_picture'}),
    'enw Encyclopedia': ('a.enw', '%0 Encyclopedia\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'entry-encyclopedia'}),
    'enw Conference Paper': ('a.enw', '%0 Conference Paper\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'paper-conference'}),
    'enw Web Page': ('a.enw', '%0 Web Page\n%A Example, Ada\n%T One\n%D 2019\n', {'type': 'webpage'}),
}
# fmt: on
"""By a name: the file, its text, and what its only record says. `None` stands for nothing."""


def said(record: Record, name: str) -> Any:
    match name:
        case "keywords" | "unkept":
            return getattr(record, name)
        case "urls":
            return urls_of(record.item)
        case "issued":
            return record.item.get("issued", {}).get("date-parts", [None])[0]
        case _:
            return record.item.get(name)


@pytest.mark.parametrize(("file", "text", "expected"), RECORDS.values(), ids=RECORDS)
def test_a_record_says_what_its_producer_meant(file: str, text: str, expected: dict[str, Any]) -> None:
    [record] = read_records(text.encode(), file).records
    assert {name: said(record, name) for name in expected} == expected


def imported(text: str, file: str) -> Catalogue:
    records = read_records(text.encode(), file, description=CO_PRODUCTION).records
    fill = Fill(contributor="Ada Example", keywords=("carers",), publish=True)
    plan = plan_import(records, Collection(readings=(), vocabulary=TERMS), fill, today=TODAY)
    entries = [entry.reading.entry for entry in plan.entries if entry.reading and entry.reading.entry]
    return build_catalogue(entries, TERMS)


ENDINGS = {"bibtex": "bib", "biblatex": "bib", "csl-json": "json"}


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_exports_of_these_records_come_back_as_they_were(name: str) -> None:
    for file, text, _ in RECORDS.values():
        first = WRITERS[name](imported(text, file))
        assert WRITERS[name](imported(first, f"export.{ENDINGS.get(name, name)}")) == first
