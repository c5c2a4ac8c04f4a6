/** The article behind "Try a sample": written for this program, every name in it invented except the countries. */
export const sample = {
  title: "Harbour plan may slip as ministers trade blame",
  outlet: "Written for Ascribe",
  text: `Norway may delay a planned expansion of the harbour at Sandvika by at least two years, two officials briefed on the talks said on Tuesday, as the government and the city argued over who should pay.

“We were never told that the money was conditional,” said Ingrid Solberg, a spokeswoman for the city. The Ministry of Transport denied the claim and said that the terms had been clear since March.

The Coastal Herald first reported that a consultant had warned ministers the project could cost 40 percent more than expected. The newspaper said it had seen a draft of the report. The consultant, Lund & Berg, declined to comment.

One of the officials, who spoke on condition of anonymity because the negotiations are confidential, said it was unclear whether parliament would approve new funds before the summer. “It is likely to slip,” the official said. “If the vote fails, there is no plan B.”

Residents have been divided over the plan. Fishermen fear that dredging would destroy the spawning grounds off the northern pier, while shop owners hope for more visitors. About 600 people signed a petition against it last month.

Opposition leader Marte Dahl accused the government of hiding the figures. The prime minister’s office rejected the accusation, saying that all documents would be published in due course. Dahl said that she believed the report had been finished in January.

According to the draft, seen by The Coastal Herald, the higher estimate apparently reflects the price of steel, which has risen by nearly a third since 2021. Analysts suggested that the true figure might be lower.

Construction was supposed to begin in April. The contractor, Nordhavn, employs roughly 300 people in the region.`,
};
